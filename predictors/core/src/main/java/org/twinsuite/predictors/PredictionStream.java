package org.twinsuite.predictors;

import java.io.IOException;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;

/**
 * Any number of rows in bounded memory: one request batch and its answer are held at a time,
 * whether they come from a file, a database or a socket, and go in process or over Flight.
 */
public final class PredictionStream {

  private PredictionStream() {}

  /** Takes an answer; the root is closed afterwards. */
  @FunctionalInterface
  public interface Answers {
    void take(VectorSchemaRoot answer) throws IOException;
  }

  /**
   * Predicts batch after batch.
   *
   * @param requests batches in {@link RequestSchema}, of 4,096 to 16,384 rows for best speed; stays
   *     the caller's
   * @param allocator pays for one answer at a time
   * @return number of rows
   * @throws InvalidBatchException if a batch does not fit; answers before it have been taken
   * @throws IOException if a request cannot be read or an answer not be taken
   */
  public static long predict(
      Predictor predictor,
      ArrowReader requests,
      PredictionOptions options,
      BufferAllocator allocator,
      Answers answers)
      throws IOException {
    long rows = 0;
    VectorSchemaRoot request = requests.getVectorSchemaRoot();
    while (requests.loadNextBatch()) {
      try (VectorSchemaRoot answer = predictor.predict(request, options, allocator)) {
        rows += answer.getRowCount();
        answers.take(answer);
      }
    }
    return rows;
  }
}

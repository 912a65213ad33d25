package org.twinsuite.predictors;

import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Turns a batch of series into a batch of predictions: one request row, one response row, in the
 * same order. A predictor is pure (it knows no twin and does no I/O) and safe for concurrent calls.
 */
public interface Predictor {

  /** Name a caller asks for, such as {@code degradation}; never null or blank. */
  String name();

  /** Version of the model behind the name; never null. */
  String version();

  /** The columns this predictor needs, see {@link RequestSchema}. Further columns are ignored. */
  Schema requestSchema();

  /** The columns of the answer, see {@link ResponseSchema}. */
  default Schema responseSchema() {
    return ResponseSchema.forecast();
  }

  /** What the model file behind this predictor says of itself; empty = nothing was trained. */
  default Optional<ModelMetadata> trained() {
    return Optional.empty();
  }

  /**
   * Predicts every row of the request.
   *
   * <p>A row that cannot be predicted never fails the batch: its {@code status} says why and its
   * {@code mean} is null. Rows not reached before the deadline carry {@link Status#DEADLINE}.
   *
   * @param request the batch; stays the caller's and is not changed
   * @param options horizon, interval level, deadline; never null
   * @param allocator pays for the response
   * @return the response; the caller closes it
   * @throws InvalidBatchException if the batch as a whole does not fit {@link #requestSchema()}
   */
  VectorSchemaRoot predict(
      VectorSchemaRoot request, PredictionOptions options, BufferAllocator allocator);
}

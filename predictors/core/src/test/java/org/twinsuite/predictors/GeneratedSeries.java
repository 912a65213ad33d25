package org.twinsuite.predictors;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.TimeStampMilliTZVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.Schema;

/** Batches made up as they are asked for; the values of row i are i. Test fixture. */
public final class GeneratedSeries extends ArrowReader {

  private final int rows;
  private final int points;
  private final int batches;
  private int made;

  public GeneratedSeries(int batches, int rows, int points, BufferAllocator allocator) {
    super(allocator);
    this.batches = batches;
    this.rows = rows;
    this.points = points;
  }

  @Override
  public boolean loadNextBatch() throws java.io.IOException {
    if (made == batches) {
      return false;
    }
    prepareLoadNextBatch();
    VectorSchemaRoot root = getVectorSchemaRoot();
    for (int i = 0; i < rows; i++) {
      long id = (long) made * rows + i;
      byte[] name = Long.toString(id).getBytes(StandardCharsets.US_ASCII);
      ((VarCharVector) root.getVector(RequestSchema.SERIES_ID)).setSafe(i, name);
      ((TimeStampMilliTZVector) root.getVector(RequestSchema.START)).setSafe(i, 0);
      ((BigIntVector) root.getVector(RequestSchema.STEP)).setSafe(i, 3_600_000);
      ((IntVector) root.getVector(RequestSchema.SEASON)).setSafe(i, 1);
      ((IntVector) root.getVector(RequestSchema.HORIZON)).setSafe(i, 1);
    }
    long first = (long) made * rows;
    double[] values = new double[points];
    DoubleLists.write(
        (ListVector) root.getVector(RequestSchema.VALUE),
        rows,
        i -> {
          Arrays.fill(values, first + i);
          return values.clone();
        });
    root.setRowCount(rows);
    made++;
    return true;
  }

  @Override
  public long bytesRead() {
    return 0;
  }

  @Override
  protected void closeReadSource() {
    // there is none
  }

  @Override
  protected Schema readSchema() {
    return RequestSchema.of(RequestSchema.VALUE);
  }
}

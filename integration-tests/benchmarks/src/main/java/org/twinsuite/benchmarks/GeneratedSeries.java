package org.twinsuite.benchmarks;

import java.nio.charset.StandardCharsets;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.TimeStampMilliTZVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.Schema;
import org.twinsuite.predictors.DoubleLists;
import org.twinsuite.predictors.RequestSchema;

/** Series made up batch by batch, so that nobody has to hold them all. */
final class GeneratedSeries extends ArrowReader {

  private static final long HOUR = 3_600_000;

  private final long series;
  private final int batch;
  private final int points;
  private long made;

  GeneratedSeries(long series, int batch, int points, BufferAllocator allocator) {
    super(allocator);
    this.series = series;
    this.batch = batch;
    this.points = points;
  }

  @Override
  public boolean loadNextBatch() throws java.io.IOException {
    if (made == series) {
      return false;
    }
    prepareLoadNextBatch();
    VectorSchemaRoot root = getVectorSchemaRoot();
    int rows = (int) Math.min(batch, series - made);
    for (int i = 0; i < rows; i++) {
      byte[] id = Long.toString(made + i).getBytes(StandardCharsets.US_ASCII);
      ((VarCharVector) root.getVector(RequestSchema.SERIES_ID)).setSafe(i, id);
      ((TimeStampMilliTZVector) root.getVector(RequestSchema.START)).setSafe(i, 0);
      ((BigIntVector) root.getVector(RequestSchema.STEP)).setSafe(i, HOUR);
      ((IntVector) root.getVector(RequestSchema.SEASON)).setSafe(i, 1);
      ((IntVector) root.getVector(RequestSchema.HORIZON)).setSafe(i, 1);
    }
    long first = made;
    ListVector values = (ListVector) root.getVector(RequestSchema.VALUE);
    DoubleLists.write(values, rows, i -> wave(first + i));
    root.setRowCount(rows);
    made += rows;
    return true;
  }

  private double[] wave(long id) {
    double[] values = new double[points];
    for (int t = 0; t < points; t++) {
      values[t] = 50 + id % 7 + 10 * Math.sin(t + id);
    }
    return values;
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

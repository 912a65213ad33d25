package org.twinsuite.predictors.flight;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;
import org.twinsuite.predictors.RequestSchema;
import org.twinsuite.predictors.SeriesBatch;
import org.twinsuite.predictors.SeriesRequest;

/** Made-up rows any predictor can be asked with: long enough, without gaps, waves around 2. */
final class SampleRows {

  private static final int VALUES = 400;

  private SampleRows() {}

  /** Rows named 0, 1, 2 …; the caller closes the root. */
  static VectorSchemaRoot of(Schema schema, int rows, BufferAllocator allocator) {
    return write(schema, rows, false, allocator);
  }

  /** One row, in which a value is missing. */
  static VectorSchemaRoot withGap(Schema schema, BufferAllocator allocator) {
    return write(schema, 1, true, allocator);
  }

  private static VectorSchemaRoot write(
      Schema schema, int rows, boolean gap, BufferAllocator allocator) {
    List<SeriesRequest> requests = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      Map<String, double[]> values = new LinkedHashMap<>();
      for (String property : RequestSchema.properties(schema)) {
        double[] wave = wave(i);
        wave[VALUES / 2] = gap ? Double.NaN : wave[VALUES / 2];
        values.put(property, wave);
      }
      requests.add(
          new SeriesRequest(Integer.toString(i), Instant.EPOCH, Duration.ofHours(1), 1, 1, values));
    }
    return SeriesBatch.write(requests, schema, allocator);
  }

  private static double[] wave(int row) {
    double[] values = new double[VALUES];
    for (int i = 0; i < VALUES; i++) {
      values[i] = 2 + 0.1 * Math.sin(i + row);
    }
    return values;
  }
}

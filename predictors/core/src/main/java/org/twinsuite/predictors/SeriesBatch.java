package org.twinsuite.predictors;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.TimeStampMilliTZVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.types.pojo.Schema;

/** A request batch as Java values: writes rows into Arrow vectors and reads them back. */
public final class SeriesBatch {

  private static final Duration DAY = Duration.ofDays(1);

  private SeriesBatch() {}

  /**
   * Writes rows; the property columns are those of the first row.
   *
   * @return a root the caller closes
   * @throws InvalidBatchException if there is no row, or a row lacks a property of the first
   */
  public static VectorSchemaRoot write(List<SeriesRequest> rows, BufferAllocator allocator) {
    if (rows.isEmpty()) {
      throw new InvalidBatchException("a batch needs at least one row to know its columns");
    }
    return write(rows, RequestSchema.of(List.copyOf(rows.get(0).properties().keySet())), allocator);
  }

  /**
   * Writes rows with the columns of a schema.
   *
   * @return a root the caller closes
   */
  public static VectorSchemaRoot write(
      List<SeriesRequest> rows, Schema schema, BufferAllocator allocator) {
    VectorSchemaRoot root = VectorSchemaRoot.create(schema, allocator);
    try {
      VarCharVector id = (VarCharVector) root.getVector(RequestSchema.SERIES_ID);
      TimeStampMilliTZVector start = (TimeStampMilliTZVector) root.getVector(RequestSchema.START);
      BigIntVector step = (BigIntVector) root.getVector(RequestSchema.STEP);
      IntVector season = (IntVector) root.getVector(RequestSchema.SEASON);
      IntVector horizon = (IntVector) root.getVector(RequestSchema.HORIZON);
      for (int i = 0; i < rows.size(); i++) {
        SeriesRequest row = rows.get(i);
        id.setSafe(i, row.seriesId().getBytes(StandardCharsets.UTF_8));
        start.setSafe(i, row.start().toEpochMilli());
        step.setSafe(i, row.step().toMillis());
        season.setSafe(i, row.season());
        horizon.setSafe(i, row.horizon());
      }
      for (String property : RequestSchema.properties(schema)) {
        DoubleLists.write(
            (ListVector) root.getVector(property), rows, (row, i) -> values(row, property, i));
      }
      root.setRowCount(rows.size());
      return root;
    } catch (RuntimeException e) {
      root.close();
      throw e;
    }
  }

  /**
   * Writes rows of one property {@code value} with daily steps: short way for tests and figures.
   *
   * @return a root the caller closes
   */
  public static VectorSchemaRoot write(
      double[][] series, int season, int horizon, BufferAllocator allocator) {
    List<SeriesRequest> rows = new ArrayList<>(series.length);
    for (int i = 0; i < series.length; i++) {
      rows.add(
          new SeriesRequest(
              Integer.toString(i),
              Instant.EPOCH,
              DAY,
              season,
              horizon,
              Map.of(RequestSchema.VALUE, series[i])));
    }
    return write(rows, RequestSchema.of(RequestSchema.VALUE), allocator);
  }

  private static double[] values(SeriesRequest row, String property, int i) {
    double[] values = row.values(property);
    if (values == null) {
      throw new InvalidBatchException(
          "column " + property + ", row " + i + " (" + row.seriesId() + "): property is missing");
    }
    return values;
  }

  /**
   * Reads one row; columns whose value is null yield an empty array, null items yield NaN.
   *
   * @param properties names of the columns to read
   */
  public static SeriesRequest read(VectorSchemaRoot root, int row, List<String> properties) {
    Map<String, double[]> values = new LinkedHashMap<>();
    for (String property : properties) {
      values.put(property, DoubleLists.read((ListVector) root.getVector(property), row));
    }
    FieldVector id = root.getVector(RequestSchema.SERIES_ID);
    return new SeriesRequest(
        new String(((VarCharVector) id).get(row), StandardCharsets.UTF_8),
        Instant.ofEpochMilli(
            ((TimeStampMilliTZVector) root.getVector(RequestSchema.START)).get(row)),
        Duration.ofMillis(((BigIntVector) root.getVector(RequestSchema.STEP)).get(row)),
        ((IntVector) root.getVector(RequestSchema.SEASON)).get(row),
        ((IntVector) root.getVector(RequestSchema.HORIZON)).get(row),
        values);
  }
}

package org.twinsuite.predictors.onnx;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.twinsuite.predictors.RequestSchema;
import org.twinsuite.predictors.SeriesRequest;
import org.twinsuite.predictors.Status;

/**
 * One tensor made of request columns.
 *
 * @param tensor name of the model's input
 * @param type {@code float32, float64, int32, int64}
 * @param shape axes in order, {@code batch} first, of {@code batch, time, column}; without {@code
 *     time} the last value of a column is taken
 * @param columns properties of the request, or {@code step} (ms), {@code season}, {@code horizon}
 *     where there is no time axis
 * @param length values along {@code time}, the last ones of the history
 * @param missing what becomes of gaps; absent = refuse
 * @param fill value for {@code missing: constant}
 * @param scaling per column; absent = none
 */
public record OnnxInput(
    String tensor,
    Type type,
    List<Axis> shape,
    List<String> columns,
    Integer length,
    OnnxMissing missing,
    Double fill,
    Map<String, OnnxScaling> scaling) {

  private static final List<String> NUMBERS =
      List.of(RequestSchema.STEP, RequestSchema.SEASON, RequestSchema.HORIZON);

  /** Element types a tensor may have. */
  public enum Type {
    FLOAT32,
    FLOAT64,
    INT32,
    INT64
  }

  /** Axes of a tensor. */
  public enum Axis {
    BATCH,
    TIME,
    COLUMN
  }

  public OnnxInput {
    require(tensor != null && !tensor.isBlank(), "input: set tensor to the name of an input");
    String at = "input " + tensor + ": ";
    require(type != null, at + "set type to float32, float64, int32 or int64");
    require(
        shape != null && !shape.isEmpty() && shape.indexOf(Axis.BATCH) == 0,
        at + "set shape to axes of batch, time, column, batch first");
    require(shape.stream().distinct().count() == shape.size(), at + "shape names an axis twice");
    require(columns != null && !columns.isEmpty(), at + "set columns to names of request columns");
    require(
        columns.size() == 1 || shape.contains(Axis.COLUMN),
        at + "several columns need the axis column in shape");
    boolean time = shape.contains(Axis.TIME);
    require(
        time ? length != null && length > 0 : length == null || length == 1,
        at + "set length to the number of values along time (and only with that axis)");
    require(
        !time || columns.stream().noneMatch(NUMBERS::contains),
        at + NUMBERS + " are one number a row, they need a tensor without the axis time");
    missing = missing == null ? OnnxMissing.REFUSE : missing;
    require(
        (missing == OnnxMissing.CONSTANT) == (fill != null),
        at + "fill goes with missing: constant");
    require(
        missing != OnnxMissing.NAN || type == Type.FLOAT32 || type == Type.FLOAT64,
        at + "missing: nan needs a floating type");
    scaling = scaling == null ? Map.of() : Map.copyOf(scaling);
    for (String column : scaling.keySet()) {
      require(columns.contains(column), at + "scaling names '" + column + "', no column of it");
    }
    length = time ? length : Integer.valueOf(1);
    shape = List.copyOf(shape);
    columns = List.copyOf(columns);
  }

  private static void require(boolean held, String otherwise) {
    if (!held) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  /** Columns that are properties of the request. */
  List<String> properties() {
    return columns.stream().filter(column -> !NUMBERS.contains(column)).toList();
  }

  /** Elements of one row. */
  int size() {
    return length * columns.size();
  }

  /** Dimensions of a tensor of so many rows. */
  long[] dimensions(int rows) {
    return shape.stream()
        .mapToLong(
            axis ->
                switch (axis) {
                  case BATCH -> rows;
                  case TIME -> length;
                  case COLUMN -> columns.size();
                })
        .toArray();
  }

  /**
   * Elements of one row.
   *
   * @param values where the elements go
   * @param offset of the first
   * @return null, or why the row cannot be used
   */
  String fill(SeriesRequest row, int horizon, double[] values, int offset) {
    boolean columnsInside = shape.indexOf(Axis.COLUMN) > shape.indexOf(Axis.TIME);
    for (int c = 0; c < columns.size(); c++) {
      String column = columns.get(c);
      double[] window = window(row, horizon, column);
      OnnxScaling scale = scaling.getOrDefault(column, OnnxScaling.NONE);
      for (int t = 0; t < length; t++) {
        double value = scale.in(window[t]);
        if (Double.isNaN(value) && missing == OnnxMissing.REFUSE) {
          return problem(row, column, t);
        }
        int place = columnsInside ? t * columns.size() + c : c * length + t;
        values[offset + place] = value;
      }
    }
    return null;
  }

  /** Values of a row that had to be filled. */
  int gaps(SeriesRequest row) {
    int gaps = 0;
    for (String property : properties()) {
      double[] window = OnnxMissing.NAN.window(history(row, property), length, 0);
      gaps += (int) Arrays.stream(window).filter(Double::isNaN).count();
    }
    return gaps;
  }

  private double[] window(SeriesRequest row, int horizon, String column) {
    return switch (column) {
      case RequestSchema.STEP -> new double[] {row.step().toMillis()};
      case RequestSchema.SEASON -> new double[] {row.season()};
      case RequestSchema.HORIZON -> new double[] {horizon};
      default -> missing.window(history(row, column), length, fill == null ? 0 : fill);
    };
  }

  /** A single property called value stands for the first of any name. */
  static double[] history(SeriesRequest row, String column) {
    double[] values = row.values(column);
    return values == null && column.equals(RequestSchema.VALUE) ? row.values() : values;
  }

  private String problem(SeriesRequest row, String column, int at) {
    int have = history(row, column).length;
    return have < length
        ? Status.tooShort(have, length)
        : "invalid: column %s: value %d is missing, and the model takes no gaps"
            .formatted(column, have - length + at);
  }
}

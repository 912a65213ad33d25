package org.twinsuite.predictors.onnx;

import java.util.Arrays;

/** What becomes of missing values, the values before a short history included. */
public enum OnnxMissing {
  /** The row is refused. */
  REFUSE,
  /** The value before; at the beginning the first value. */
  PREVIOUS,
  /** A straight line between neighbours; at the ends the nearest value. */
  LINEAR,
  /** The constant {@code fill}, in the unit of the column. */
  CONSTANT,
  /** NaN goes to the model. */
  NAN;

  /**
   * The last values of a history, gaps treated.
   *
   * @param length values the model takes
   * @param fill value of {@link #CONSTANT}
   */
  double[] window(double[] history, int length, double fill) {
    int all = Math.max(history.length, length);
    double[] values = new double[all];
    Arrays.fill(values, 0, all - history.length, Double.NaN);
    System.arraycopy(history, 0, values, all - history.length, history.length);
    switch (this) {
      case PREVIOUS -> carry(values);
      case LINEAR -> interpolate(values);
      case CONSTANT -> constant(values, fill);
      case REFUSE, NAN -> {}
    }
    return Arrays.copyOfRange(values, all - length, all);
  }

  private static void constant(double[] values, double fill) {
    for (int t = 0; t < values.length; t++) {
      values[t] = Double.isNaN(values[t]) ? fill : values[t];
    }
  }

  private static void carry(double[] values) {
    double last = first(values);
    for (int t = 0; t < values.length; t++) {
      last = Double.isNaN(values[t]) ? last : values[t];
      values[t] = last;
    }
  }

  private static void interpolate(double[] values) {
    int before = -1;
    for (int t = 0; t <= values.length; t++) {
      if (t < values.length && Double.isNaN(values[t])) {
        continue;
      }
      for (int gap = before + 1; gap < t; gap++) {
        if (before < 0 || t == values.length) {
          values[gap] = before < 0 ? (t < values.length ? values[t] : Double.NaN) : values[before];
        } else {
          double share = (double) (gap - before) / (t - before);
          values[gap] = values[before] + share * (values[t] - values[before]);
        }
      }
      before = t;
    }
  }

  private static double first(double[] values) {
    return Arrays.stream(values).filter(v -> !Double.isNaN(v)).findFirst().orElse(Double.NaN);
  }
}

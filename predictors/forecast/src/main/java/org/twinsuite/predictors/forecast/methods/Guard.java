package org.twinsuite.predictors.forecast.methods;

import java.util.Arrays;

/** Keeps forecasts of unstable models within reach of what was seen. */
final class Guard {

  private Guard() {}

  /**
   * Limits forecasts to one range beyond the values seen; positive series stay above half their
   * minimum. What is not a number becomes the last value.
   */
  static double[] within(double[] y, double[] forecast) {
    double low = Arrays.stream(y).min().orElse(0);
    double high = Arrays.stream(y).max().orElse(0);
    double range = high - low;
    double floor = low > 0 ? Math.max(low / 2, low - range) : low - range;
    double last = y[y.length - 1];
    return Arrays.stream(forecast)
        .map(v -> Double.isNaN(v) ? last : Math.max(floor, Math.min(high + range, v)))
        .toArray();
  }
}

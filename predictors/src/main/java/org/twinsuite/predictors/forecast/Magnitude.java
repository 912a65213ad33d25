package org.twinsuite.predictors.forecast;

import java.util.Arrays;

/**
 * Takes a power of two out of values whose squares a double could not hold; others stay as they
 * are. A power of two changes no digit.
 *
 * @param exponent of that power, 0 = nothing to do
 */
record Magnitude(int exponent) {

  /** Squares, and sums of them, are safe within 2 to the plus or minus this. */
  private static final int SAFE = 300;

  static Magnitude of(double[] values) {
    double largest = 0;
    for (double value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    int size = largest == 0 ? 0 : Math.getExponent(largest);
    return new Magnitude(Math.abs(size) > SAFE ? size : 0);
  }

  double[] reduce(double[] values) {
    if (exponent == 0) {
      return values;
    }
    return Arrays.stream(values).map(v -> Math.scalb(v, -exponent)).toArray();
  }

  Forecast restore(Forecast forecast) {
    return exponent == 0
        ? forecast
        : new Forecast(
            restore(forecast.mean()), restore(forecast.lower()), restore(forecast.upper()));
  }

  private double[] restore(double[] values) {
    return Arrays.stream(values)
        .map(v -> Math.scalb(v, exponent))
        .map(v -> Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, v)))
        .toArray();
  }
}

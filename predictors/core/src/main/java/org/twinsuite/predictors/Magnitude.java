package org.twinsuite.predictors;

import java.util.Arrays;

/**
 * Takes a power of two out of values whose squares a double could not hold; others stay as they
 * are. A power of two changes no digit.
 *
 * @param exponent of that power, 0 = nothing to do
 */
public record Magnitude(int exponent) {

  /** Squares, and sums of them, are safe within 2 to the plus or minus this. */
  private static final int SAFE = 300;

  /** The magnitude of values, NaN left out. */
  public static Magnitude of(double[] values) {
    double largest = 0;
    for (double value : values) {
      if (!Double.isNaN(value)) {
        largest = Math.max(largest, Math.abs(value));
      }
    }
    int size = largest == 0 ? 0 : Math.getExponent(largest);
    return new Magnitude(Math.abs(size) > SAFE ? size : 0);
  }

  /** The values without that power. */
  public double[] reduce(double[] values) {
    if (exponent == 0) {
      return values;
    }
    return Arrays.stream(values).map(v -> Math.scalb(v, -exponent)).toArray();
  }

  /** Puts the power back in; what a double cannot hold becomes the largest it can. */
  public double[] restore(double[] values) {
    if (exponent == 0) {
      return values;
    }
    return Arrays.stream(values)
        .map(v -> Math.scalb(v, exponent))
        .map(v -> Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, v)))
        .toArray();
  }
}

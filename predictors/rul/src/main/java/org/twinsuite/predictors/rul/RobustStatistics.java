package org.twinsuite.predictors.rul;

import java.util.Arrays;

/** Median and median absolute deviation: one wild value moves neither. */
final class RobustStatistics {

  /** Makes the median absolute deviation of a normal sample its standard deviation. */
  private static final double NORMAL = 1.4826;

  private RobustStatistics() {}

  static double median(double[] values, int from, int to) {
    double[] sorted = Arrays.copyOfRange(values, from, to);
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** Standard deviation estimated from the median absolute deviation. */
  static double deviation(double[] values, int from, int to) {
    double median = median(values, from, to);
    double[] distances = new double[to - from];
    for (int i = 0; i < distances.length; i++) {
      distances[i] = Math.abs(values[from + i] - median);
    }
    return NORMAL * median(distances, 0, distances.length);
  }

  /** Median of each value and the {@code width - 1} before it; shorter at the start. */
  static double[] trailingMedian(double[] values, int width) {
    double[] smoothed = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      smoothed[i] = median(values, Math.max(0, i + 1 - width), i + 1);
    }
    return smoothed;
  }
}

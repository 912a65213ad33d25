package org.twinsuite.predictors.rul;

import java.util.Arrays;

/**
 * A unit's history as logarithm of the ratio to its own early life: 0 = as new, {@code ln 2} =
 * twice the baseline.
 *
 * @param steps step of each kept value, ascending
 * @param index log ratio of each kept value
 * @param smoothed trailing median of the index
 * @param baseline level of early life in the property's unit
 * @param deviation robust standard deviation of the smoothed index in early life
 * @param noise robust standard deviation of a single value in early life, a trend left out
 * @param width values the median spans
 * @param power in which wear adds to the level of early life
 */
record HealthIndex(
    int[] steps,
    double[] index,
    double[] smoothed,
    double baseline,
    double deviation,
    double noise,
    int width,
    double power) {

  static final int LEAST = 48;
  private static final int SHORTEST_BASELINE = 32;
  private static final double LEAST_DEVIATION = 0.01;

  /** Log ratio below which wear is not told from none. */
  private static final double LEAST_RATIO = 0.02;

  /**
   * Builds the index of a history.
   *
   * @param values positive levels, NaN = missing
   * @return null if fewer than {@link #LEAST} values are {@link #usable}
   */
  static HealthIndex of(double[] values, DegradationConfig config) {
    int[] steps = new int[values.length];
    double[] levels = new double[values.length];
    int count = keepRunning(values, steps, levels, config);
    if (count < LEAST) {
      return null;
    }
    int earlyCount = earlyValues(count, config);
    double baseline = RobustStatistics.median(levels, 0, earlyCount);
    double[] index = new double[count];
    for (int i = 0; i < count; i++) {
      index[i] = Math.log(levels[i] / baseline);
    }
    int width = Math.max(5, Math.min(24, earlyCount / 8));
    double[] smoothed = RobustStatistics.trailingMedian(index, width);
    double deviation =
        Math.max(LEAST_DEVIATION, RobustStatistics.deviation(smoothed, width - 1, earlyCount));
    return new HealthIndex(
        Arrays.copyOf(steps, count),
        index,
        smoothed,
        baseline,
        deviation,
        noise(index, earlyCount),
        width,
        config.power());
  }

  /** From differences of neighbours, which a trend hardly moves. */
  private static double noise(double[] index, int count) {
    double[] steps = new double[count - 1];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = index[i + 1] - index[i];
    }
    return RobustStatistics.deviation(steps, 0, steps.length) / Math.sqrt(2);
  }

  private static int earlyValues(int count, DegradationConfig config) {
    return Math.max(SHORTEST_BASELINE, Math.min(config.baselineValues(), count / 3));
  }

  /** Number of values that are positive and not those of a unit at a standstill. */
  static int usable(double[] values, DegradationConfig config) {
    return keepRunning(values, new int[values.length], new double[values.length], config);
  }

  private static int keepRunning(
      double[] values, int[] steps, double[] levels, DegradationConfig config) {
    int positive = keepPositive(values, steps, levels, 0);
    if (positive < LEAST) {
      return positive;
    }
    double early = RobustStatistics.median(levels, 0, earlyValues(positive, config));
    return keepPositive(values, steps, levels, early * config.standstillRatio());
  }

  private static int keepPositive(double[] values, int[] steps, double[] levels, double least) {
    int count = 0;
    for (int i = 0; i < values.length; i++) {
      if (values[i] > 0 && values[i] >= least) {
        steps[count] = i;
        levels[count++] = values[i];
      }
    }
    return count;
  }

  /**
   * Logarithm of what wear has added to early life's level, in units of it.
   *
   * @param ratio log ratio to early life
   */
  double wear(double ratio) {
    return Math.log(Math.expm1(power * Math.max(ratio, LEAST_RATIO))) / power;
  }

  /** How much a wear of this size moves with the log ratio. */
  double steepness(double wear) {
    return 1 + Math.exp(-power * wear);
  }

  int count() {
    return index.length;
  }

  double level() {
    return smoothed[smoothed.length - 1];
  }

  /**
   * Where the rise that still lasts began.
   *
   * @param rise log ratio that counts as risen
   * @return index of the first value after the last time the level was at less than half the rise;
   *     -1 if the level is not risen now
   */
  int onset(double rise) {
    if (level() < rise) {
      return -1;
    }
    int i = count() - 1;
    while (i > 0 && smoothed[i - 1] > rise / 2) {
      i--;
    }
    // the trailing median sees a rise half its width late
    return Math.max(0, i - width / 2);
  }
}

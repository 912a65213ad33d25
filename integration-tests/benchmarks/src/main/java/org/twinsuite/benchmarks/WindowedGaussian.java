package org.twinsuite.benchmarks;

import org.apache.commons.math3.special.Erf;

/** The benchmark's own simplest detector, here only to prove that the scorer is exact. */
final class WindowedGaussian {

  private static final int WINDOW = 6400;
  private static final int STEP = 100;
  private static final double ROOT_TWO = 1.4142;

  private WindowedGaussian() {}

  static double[] scores(double[] values) {
    double[] scores = new double[values.length];
    int from = 0;
    int to = 0;
    double mean = 0;
    double deviation = 1;
    for (int i = 0; i < values.length; i++) {
      if (i > 0) {
        double z = Math.abs(values[i] - mean) / deviation;
        scores[i] = 1 - 0.5 * Erf.erfc(z / ROOT_TWO);
      }
      boolean full = to - from == WINDOW;
      if (!full || i + 1 - to == STEP) {
        to = i + 1;
        from = Math.max(0, to - WINDOW);
        mean = mean(values, from, to);
        deviation = deviation(values, from, to, mean);
      }
    }
    return scores;
  }

  private static double mean(double[] values, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += values[i];
    }
    return sum / (to - from);
  }

  private static double deviation(double[] values, int from, int to, double mean) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += (values[i] - mean) * (values[i] - mean);
    }
    double deviation = Math.sqrt(sum / (to - from));
    return deviation == 0 ? 0.000001 : deviation;
  }
}

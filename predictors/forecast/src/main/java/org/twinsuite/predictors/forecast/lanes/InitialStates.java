package org.twinsuite.predictors.forecast.lanes;

import java.util.Arrays;

/**
 * Where the recursions start: seasonal indices from the first seasons, level and trend from a line
 * through the first seasonally adjusted values.
 *
 * @param level state before the first value
 * @param trend its growth per step
 * @param seasonal one index per position in the season, additive sum 0 or multiplicative mean 1
 */
record InitialStates(double level, double trend, double[] seasonal) {

  private static final int SEASONS_USED = 4;

  static InitialStates of(double[] y, int season, boolean multiplicative, boolean seasonal) {
    double[] indices = new double[season];
    Arrays.fill(indices, multiplicative ? 1 : 0);
    if (seasonal && season > 1) {
      indices = indices(y, season, multiplicative);
    }
    int wanted = Math.max(10, seasonal ? 2 * season : 0);
    double n = 0;
    double st = 0;
    double sy = 0;
    double stt = 0;
    double sty = 0;
    for (int t = 0; t < y.length && n < wanted; t++) {
      if (Double.isNaN(y[t])) {
        continue;
      }
      double index = indices[t % season];
      double v = multiplicative ? y[t] / index : y[t] - index;
      n++;
      st += t + 1;
      sy += v;
      stt += (double) (t + 1) * (t + 1);
      sty += (t + 1) * v;
    }
    if (n == 0) {
      return new InitialStates(0, 0, indices);
    }
    double spread = n * stt - st * st;
    double slope = n > 2 && spread > 0 ? (n * sty - st * sy) / spread : 0;
    double level = (sy - slope * st) / n;
    if (multiplicative && level < 0.05 * sy / n) {
      return new InitialStates(sy / n, 0, indices);
    }
    return new InitialStates(level, slope, indices);
  }

  private static double[] indices(double[] y, int season, boolean multiplicative) {
    int length = Math.min(y.length, SEASONS_USED * season);
    double[] sum = new double[season];
    int[] count = new int[season];
    for (int t = 0; t < length; t++) {
      double centre = centre(y, t, season, length);
      if (!Double.isNaN(centre) && !Double.isNaN(y[t]) && !(multiplicative && centre <= 0)) {
        sum[t % season] += multiplicative ? y[t] / centre : y[t] - centre;
        count[t % season]++;
      }
    }
    double mean = 0;
    for (int i = 0; i < season; i++) {
      sum[i] = count[i] > 0 ? sum[i] / count[i] : multiplicative ? 1 : 0;
      mean += sum[i] / season;
    }
    for (int i = 0; i < season; i++) {
      sum[i] = multiplicative ? Math.max(0.01, sum[i] / mean) : sum[i] - mean;
    }
    return sum;
  }

  /** Mean over one season around {@code t}, at the ends over the nearest whole season. */
  private static double centre(double[] y, int t, int season, int length) {
    int from = Math.max(0, Math.min(t - season / 2, length - season));
    double sum = 0;
    int count = 0;
    for (int i = from; i < Math.min(length, from + season); i++) {
      if (!Double.isNaN(y[i])) {
        sum += y[i];
        count++;
      }
    }
    return 2 * count > season ? sum / count : Double.NaN;
  }
}

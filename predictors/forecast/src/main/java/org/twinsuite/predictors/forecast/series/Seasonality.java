package org.twinsuite.predictors.forecast.series;

/** The M competitions' test for a season and the classical decomposition. */
public final class Seasonality {

  private static final double LIMIT_90 = 1.645;

  private Seasonality() {}

  /**
   * Whether the autocorrelation at the season is significant (90 %), as in the M4 benchmarks.
   *
   * @param y values without gaps
   */
  public static boolean present(double[] y, int season) {
    int n = y.length;
    if (season < 2 || n < 3 * season) {
      return false;
    }
    double mean = 0;
    for (double v : y) {
      mean += v / n;
    }
    double variance = 0;
    for (double v : y) {
      variance += (v - mean) * (v - mean);
    }
    if (!(variance > 0)) {
      return false;
    }
    double squares = 0;
    double last = 0;
    for (int lag = 1; lag <= season; lag++) {
      double sum = 0;
      for (int t = lag; t < n; t++) {
        sum += (y[t] - mean) * (y[t - lag] - mean);
      }
      last = sum / variance;
      if (lag < season) {
        squares += last * last;
      }
    }
    return Math.abs(last) > LIMIT_90 * Math.sqrt((1 + 2 * squares) / n);
  }

  /**
   * Seasonal indices by classical decomposition, the first for the position of {@code y[0]}.
   *
   * @param y values without gaps, at least two seasons of them
   * @param multiplicative ratios to the moving average (mean 1) instead of differences (mean 0)
   */
  public static double[] indices(double[] y, int season, boolean multiplicative) {
    double[] trend = movingAverage(y, season);
    double[] sum = new double[season];
    int[] count = new int[season];
    for (int t = 0; t < y.length; t++) {
      if (!Double.isNaN(trend[t])) {
        sum[t % season] += multiplicative ? y[t] / trend[t] : y[t] - trend[t];
        count[t % season]++;
      }
    }
    double mean = 0;
    for (int i = 0; i < season; i++) {
      sum[i] = count[i] == 0 ? (multiplicative ? 1 : 0) : sum[i] / count[i];
      mean += sum[i] / season;
    }
    for (int i = 0; i < season; i++) {
      sum[i] = multiplicative ? sum[i] / mean : sum[i] - mean;
    }
    return sum;
  }

  /** Centred moving average over one season (2×m for an even one), NaN at the ends. */
  public static double[] movingAverage(double[] y, int season) {
    int half = season / 2;
    double[] trend = new double[y.length];
    for (int t = 0; t < y.length; t++) {
      if (t < half || t + half >= y.length) {
        trend[t] = Double.NaN;
        continue;
      }
      double sum = 0;
      for (int i = t - half; i <= t + half; i++) {
        boolean edge = season % 2 == 0 && (i == t - half || i == t + half);
        sum += edge ? y[i] / 2 : y[i];
      }
      trend[t] = sum / season;
    }
    return trend;
  }
}

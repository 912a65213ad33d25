package org.twinsuite.predictors.forecast.series;

/**
 * Seasonal-trend decomposition by loess, one season, without the robustness iterations.
 *
 * @see <a href="https://www.nniiem.ru/file/news/2016/stl-statistical-model.pdf">Cleveland,
 *     Cleveland, McRae, Terpenning: STL</a>
 */
final class Stl {

  private static final int INNER_LOOPS = 2;

  private Stl() {}

  /**
   * The seasonal component.
   *
   * @param y values without gaps, at least two seasons
   * @param window seasons taking part in the smoothing of one position
   */
  static double[] seasonal(double[] y, int season, int window) {
    int n = y.length;
    int trendWindow = odd((int) Math.ceil(1.5 * season / (1 - 1.5 / window)));
    int lowPassWindow = odd(season);
    double[] trend = new double[n];
    double[] seasonal = new double[n];
    for (int loop = 0; loop < INNER_LOOPS; loop++) {
      double[] cycle = new double[n + 2 * season];
      for (int p = 0; p < season; p++) {
        smoothPosition(y, trend, season, p, window, cycle);
      }
      double[] low = mean(mean(mean(cycle, season), season), 3);
      low = Loess.smooth(low, lowPassWindow, Math.max(1, lowPassWindow / 10));
      for (int t = 0; t < n; t++) {
        seasonal[t] = cycle[t + season] - low[t];
      }
      double[] rest = new double[n];
      for (int t = 0; t < n; t++) {
        rest[t] = y[t] - seasonal[t];
      }
      trend = Loess.smooth(rest, trendWindow, Math.max(1, trendWindow / 10));
    }
    return seasonal;
  }

  /** Smooths the values at one position of the season, extended by one season at both ends. */
  private static void smoothPosition(
      double[] y, double[] trend, int season, int position, int window, double[] cycle) {
    int count = (y.length - position + season - 1) / season;
    double[] sub = new double[count];
    for (int k = 0; k < count; k++) {
      int t = position + k * season;
      sub[k] = y[t] - trend[t];
    }
    for (int k = -1; k <= count; k++) {
      int index = position + (k + 1) * season;
      if (index < cycle.length) {
        cycle[index] = Loess.at(sub, window, k);
      }
    }
  }

  private static double[] mean(double[] y, int width) {
    double[] out = new double[y.length - width + 1];
    double sum = 0;
    for (int t = 0; t < y.length; t++) {
      sum += y[t];
      if (t >= width) {
        sum -= y[t - width];
      }
      if (t >= width - 1) {
        out[t - width + 1] = sum / width;
      }
    }
    return out;
  }

  private static int odd(int v) {
    return v % 2 == 0 ? v + 1 : v;
  }
}

package org.twinsuite.predictors.forecast.series;

/**
 * Locally weighted linear regression with the tricube kernel over equally spaced values.
 *
 * @see <a href="https://www.nniiem.ru/file/news/2016/stl-statistical-model.pdf">Cleveland et al.:
 *     STL, section 2.1</a>
 */
final class Loess {

  private Loess() {}

  /**
   * The smooth value at {@code at}.
   *
   * @param y values at times 0, 1, 2 …
   * @param window number of neighbours taking part
   * @param at time of the wanted value, may lie one step outside
   */
  static double at(double[] y, int window, double at) {
    int n = y.length;
    int size = Math.min(window, n);
    int from = (int) Math.round(at) - (size - 1) / 2;
    from = Math.max(0, Math.min(n - size, from));
    double reach = Math.max(at - from, from + size - 1 - at);
    if (window > n) {
      reach += (window - n) / 2.0;
    }
    reach = Math.max(reach, 0.5);
    double sw = 0;
    double swt = 0;
    double swy = 0;
    double swtt = 0;
    double swty = 0;
    for (int t = from; t < from + size; t++) {
      double u = Math.abs(t - at) / reach;
      double cube = 1 - u * u * u;
      double w = u > 0.999 ? 0 : u < 0.001 ? 1 : cube * cube * cube;
      double d = t - at;
      sw += w;
      swt += w * d;
      swy += w * y[t];
      swtt += w * d * d;
      swty += w * d * y[t];
    }
    if (!(sw > 0)) {
      return y[Math.max(0, Math.min(n - 1, (int) Math.round(at)))];
    }
    double spread = sw * swtt - swt * swt;
    if (spread < 1e-9 * sw * sw) {
      return swy / sw;
    }
    return (swtt * swy - swt * swty) / spread;
  }

  /** Smooths all values; between every {@code jump}-th one it interpolates. */
  static double[] smooth(double[] y, int window, int jump) {
    int n = y.length;
    double[] out = new double[n];
    int last = 0;
    out[0] = at(y, window, 0);
    while (last < n - 1) {
      int next = Math.min(n - 1, last + jump);
      out[next] = at(y, window, next);
      for (int t = last + 1; t < next; t++) {
        double share = (double) (t - last) / (next - last);
        out[t] = out[last] + share * (out[next] - out[last]);
      }
      last = next;
    }
    return out;
  }
}

package org.twinsuite.predictors.forecast.lanes;

/**
 * Up to eight series side by side: the value of series {@code lane} at time {@code t} lies at
 * {@code values[t * LANES + lane]}. Series of different length and series with gaps are told apart
 * by {@code weights}: 1 where a value was observed, 0 elsewhere.
 *
 * @param length number of time steps of the longest series
 * @param values the values, divided by {@code scale}; 0 where nothing was observed
 * @param weights one weight per value, or null if every lane is complete
 * @param counts number of observed values per lane
 * @param scale mean absolute value per lane (1 for an empty or all-zero lane)
 */
public record LaneBlock(
    int length, double[] values, double[] weights, int[] counts, double[] scale) {

  /** Series side by side in one block. */
  public static final int LANES = 8;

  /**
   * Lays out the series {@code from} (inclusive) to {@code to} (exclusive) of the given ones.
   *
   * @param series time-ordered values, NaN = missing
   * @throws IllegalArgumentException if more than {@link #LANES} series are asked for
   */
  public static LaneBlock of(double[][] series, int from, int to) {
    if (to - from > LANES) {
      throw new IllegalArgumentException("a block holds " + LANES + " series, not " + (to - from));
    }
    int length = 0;
    for (int i = from; i < to; i++) {
      length = Math.max(length, series[i].length);
    }
    double[] values = new double[length * LANES];
    double[] weights = new double[length * LANES];
    int[] counts = new int[LANES];
    double[] scale = new double[LANES];
    boolean complete = true;
    for (int lane = 0; lane < LANES; lane++) {
      // Spare lanes repeat the first series, so that they never slow a search down.
      double[] y = series[from + lane < to ? from + lane : from];
      scale[lane] = meanAbsolute(y);
      for (int t = 0; t < length; t++) {
        if (t < y.length && !Double.isNaN(y[t])) {
          values[t * LANES + lane] = y[t] / scale[lane];
          weights[t * LANES + lane] = 1;
          counts[lane]++;
        } else {
          complete = false;
        }
      }
    }
    return new LaneBlock(length, values, complete ? null : weights, counts, scale);
  }

  private static double meanAbsolute(double[] y) {
    double sum = 0;
    int count = 0;
    for (double v : y) {
      if (!Double.isNaN(v)) {
        sum += Math.abs(v);
        count++;
      }
    }
    double mean = sum / Math.max(1, count);
    return mean > 0 && Double.isFinite(mean) ? mean : 1;
  }
}

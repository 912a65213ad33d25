package org.twinsuite.predictors.rul;

/**
 * Time until a Wiener process {@code dy = drift·dt + sigma·dW} first crosses a level: inverse
 * Gaussian for a known drift, here mixed over a normal belief about the drift. For a drift at or
 * below zero the level may never be crossed, which the mixture accounts for.
 *
 * <p>Source: Chhikara and Folks, The Inverse Gaussian Distribution (1989); Si et al., Remaining
 * useful life estimation, European Journal of Operational Research 213 (2011).
 */
final class FirstPassage {

  private static final int NODES = 41;
  private static final double REACH = 3;

  private final double distance;
  private final double sigma;
  private final double[] drifts = new double[NODES];
  private final double[] weights = new double[NODES];

  /**
   * @param distance level minus present value, positive
   * @param drift mean belief about the drift per step
   * @param driftDeviation its standard deviation
   * @param sigma standard deviation of the process over one step, positive
   */
  FirstPassage(double distance, double drift, double driftDeviation, double sigma) {
    this.distance = distance;
    this.sigma = sigma;
    double total = 0;
    for (int i = 0; i < NODES; i++) {
      double z = -REACH + 2 * REACH * i / (NODES - 1);
      drifts[i] = drift + z * driftDeviation;
      weights[i] = Math.exp(-z * z / 2);
      total += weights[i];
    }
    for (int i = 0; i < NODES; i++) {
      weights[i] /= total;
    }
  }

  /** Probability that the level is crossed within a time. */
  double probability(double time) {
    double sum = 0;
    double spread = sigma * Math.sqrt(time);
    for (int i = 0; i < NODES; i++) {
      double drift = drifts[i];
      double exponent = 2 * drift * distance / (sigma * sigma);
      double tail = NormalDistribution.logCumulative((-distance - drift * time) / spread);
      sum +=
          weights[i]
              * (NormalDistribution.cumulative((drift * time - distance) / spread)
                  + Math.exp(Math.min(0, exponent + tail)));
    }
    return Math.min(1, sum);
  }

  /**
   * Time by which the level is crossed with a probability.
   *
   * @param furthest time beyond which nothing is said
   * @return infinite if that takes longer than {@code furthest}
   */
  double quantile(double probability, double furthest) {
    if (probability(furthest) < probability) {
      return Double.POSITIVE_INFINITY;
    }
    double low = 0;
    double high = furthest;
    for (int i = 0; i < 60; i++) {
      double middle = (low + high) / 2;
      if (probability(middle) < probability) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }
}

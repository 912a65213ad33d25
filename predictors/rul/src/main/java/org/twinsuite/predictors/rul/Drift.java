package org.twinsuite.predictors.rul;

/**
 * Belief about how fast wear grows, from block medians of a health index since the onset.
 *
 * @param mean growth per step
 * @param deviation standard deviation of that belief
 * @param sigma standard deviation of the index over one step, measurement noise taken out
 */
record Drift(double mean, double deviation, double sigma) {

  private static final int LEAST_BLOCKS = 3;
  private static final int PRIOR_ERRORS = 2;

  /** Variance of a median of normal values, times their number, in variances of one. */
  private static final double MEDIAN_VARIANCE = Math.PI / 2;

  /**
   * Bayesian update of a normal prior with the increments between block medians; recent blocks
   * weigh more, for wear accelerates. What came before the onset is left out: a step to a higher
   * level is not growth.
   *
   * @param priorMean growth per step believed before
   * @param priorDeviation its standard deviation
   * @return null if the onset is too recent to tell a growth
   */
  static Drift since(HealthIndex health, int onset, double priorMean, double priorDeviation) {
    int block = Math.max(3, health.width() / 2);
    int blocks = (health.count() - onset) / block;
    if (blocks < LEAST_BLOCKS) {
      return null;
    }
    int first = health.count() - blocks * block;
    double[] level = new double[blocks];
    double[] time = new double[blocks];
    for (int i = 0; i < blocks; i++) {
      int start = first + i * block;
      level[i] = health.wear(RobustStatistics.median(health.index(), start, start + block));
      time[i] = (health.steps()[start] + health.steps()[start + block - 1]) / 2.0;
    }
    double halfLife = Math.max(8, blocks / 2.0);
    double weight = 0;
    double rise = 0;
    double span = 0;
    for (int i = 1; i < blocks; i++) {
      double w = Math.pow(0.5, (blocks - 1 - i) / halfLife);
      weight += w;
      rise += w * (level[i] - level[i - 1]);
      span += w * (time[i] - time[i - 1]);
    }
    double growth = rise / span;
    double squares = 0;
    double weights = 0;
    double noise = 0;
    for (int i = 1; i < blocks; i++) {
      double w = Math.pow(0.5, (blocks - 1 - i) / halfLife);
      double gap = time[i] - time[i - 1];
      double error = level[i] - level[i - 1] - growth * gap;
      squares += w * error * error / gap;
      weights += w * w;
      noise += w * (noise(health, level[i], block) + noise(health, level[i - 1], block)) / gap;
    }
    // early life's noise counts like two more errors: two or three blocks may agree by chance
    double freedom = weight - weights / weight;
    double variance =
        Math.max((squares + PRIOR_ERRORS * noise / weight) / (freedom + PRIOR_ERRORS), 1e-8);
    double information = span / variance;
    double priorInformation = 1 / (priorDeviation * priorDeviation);
    double total = information + priorInformation;
    return new Drift(
        (growth * information + priorMean * priorInformation) / total,
        Math.sqrt(1 / total),
        Math.sqrt(variance));
  }

  /** Variance of a block's wear, of the noise of early life. */
  private static double noise(HealthIndex health, double wear, int block) {
    double deviation = health.noise() * health.steepness(wear);
    return MEDIAN_VARIANCE / block * deviation * deviation;
  }
}

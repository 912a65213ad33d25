package org.twinsuite.predictors.rul;

/**
 * Belief about how fast a health index grows, from its block medians since the onset.
 *
 * @param mean growth per step
 * @param deviation standard deviation of that belief
 * @param sigma standard deviation of the index over one step, measurement noise taken out
 */
record Drift(double mean, double deviation, double sigma) {

  private static final int LEAST_BLOCKS = 3;

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
      level[i] = RobustStatistics.median(health.index(), start, start + block);
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
    double variance = 0;
    for (int i = 1; i < blocks; i++) {
      double w = Math.pow(0.5, (blocks - 1 - i) / halfLife);
      double gap = time[i] - time[i - 1];
      double error = level[i] - level[i - 1] - growth * gap;
      variance += w * error * error / gap;
    }
    variance = Math.max(variance / weight, 1e-8);
    double information = span / variance;
    double priorInformation = 1 / (priorDeviation * priorDeviation);
    double total = information + priorInformation;
    return new Drift(
        (growth * information + priorMean * priorInformation) / total,
        Math.sqrt(1 / total),
        Math.sqrt(variance));
  }
}

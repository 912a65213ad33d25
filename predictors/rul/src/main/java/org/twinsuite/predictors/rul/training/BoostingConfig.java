package org.twinsuite.predictors.rul.training;

/**
 * How trees are boosted.
 *
 * @param rounds trees
 * @param learningRate share of each tree's correction that is taken
 * @param depth splits on the longest path
 * @param leastRows fewest rows in a leaf
 * @param lambda L2 penalty of leaf outputs
 * @param rowShare rows each tree sees
 * @param featureShare features each split sees
 * @param bins histogram bins per feature
 * @param threads threads of one training; bags are trained in parallel, so 1 is best
 */
public record BoostingConfig(
    int rounds,
    double learningRate,
    int depth,
    double leastRows,
    double lambda,
    double rowShare,
    double featureShare,
    int bins,
    int threads) {

  /** Chosen by cross-validation over training units, see the module's decisions. */
  public static BoostingConfig defaults() {
    return new BoostingConfig(300, 0.04, 5, 50, 1, 0.5, 0.4, 64, 1);
  }
}

package org.twinsuite.predictors.anomaly;

/**
 * Makes a statistic comparable over all streams: its ratio to the largest value so far, which is
 * slowly forgotten. An oddity that repeats scores low.
 */
final class NoveltyScale {

  private static final double UNSEEN = 10;
  private static final int LONGEST_MEAN = 2000;

  private final int learning;
  private final double decay;
  private long seen;
  private double largest;
  private double mean;

  NoveltyScale(int learning, double decay) {
    this.learning = learning;
    this.decay = decay;
  }

  /** Ratio of a statistic to the largest so far; 0 while learning. */
  double of(double statistic) {
    seen++;
    mean += (statistic - mean) / Math.min(seen, LONGEST_MEAN);
    double ratio = 0;
    if (seen > learning && statistic > 0) {
      ratio = largest > 0 ? statistic / Math.max(largest, mean) : UNSEEN;
    }
    largest = Math.max(largest * decay, statistic);
    return Math.min(UNSEEN, ratio);
  }
}

package org.twinsuite.predictors.changepoint;

/**
 * Two cumulative sums over standardised values, one for a rise and one for a fall of their mean.
 * Self-starting: each value is standardised by those before it alone, exactly even for few, so
 * nothing need be known of the values beforehand. Immutable, and its fields are its whole state.
 *
 * <p>Source: Hawkins, Self-starting CUSUM charts for location and scale, The Statistician 36
 * (1987); normal scores of Student's t after Wallace (1959).
 *
 * @param count values seen
 * @param mean of the values
 * @param square sum of squared distances from the mean
 * @param high sum that grows when values rise, in standard deviations
 * @param low sum that grows when values fall
 * @param highFor values since the rising sum left zero
 * @param lowFor values since the falling sum left zero
 */
public record Cusum(
    long count, double mean, double square, double high, double low, long highFor, long lowFor) {

  /** Nothing seen. */
  public static final Cusum NEW = new Cusum(0, 0, 0, 0, 0, 0, 0);

  /** Shift in standard deviations to which the sums are tuned, halved. */
  private static final double ALLOWANCE = 0.5;

  /** No single value counts for more: it takes several to raise an alarm. */
  private static final double MOST = 3;

  /**
   * What enters the moments is held within so many deviations, so one wild value blinds nothing.
   */
  private static final double MOMENTS = 4;

  private static final double LEAST_RATIO = 1e-9;

  /**
   * The state after a value.
   *
   * @param learning values before the sums start
   */
  public Cusum after(double value, int learning) {
    boolean learnt = count >= learning;
    double deviation = deviation();
    double score = learnt ? score(value, deviation) : 0;
    double kept = value;
    if (learnt && deviation > 0) {
      double far = MOMENTS * deviation;
      kept = Math.max(mean - far, Math.min(mean + far, value));
    }
    double before = kept - mean;
    double nextMean = mean + before / (count + 1);
    double nextHigh = learnt ? Math.max(0, high + score - ALLOWANCE) : 0;
    double nextLow = learnt ? Math.max(0, low - score - ALLOWANCE) : 0;
    return new Cusum(
        count + 1,
        nextMean,
        square + before * (kept - nextMean),
        nextHigh,
        nextLow,
        nextHigh > 0 ? highFor + 1 : 0,
        nextLow > 0 ? lowFor + 1 : 0);
  }

  /** Standard deviation of the values seen; 0 for fewer than two. */
  public double deviation() {
    return count < 2 ? 0 : Math.sqrt(square / (count - 1));
  }

  private double score(double value, double deviation) {
    double gap = value - mean;
    // a series that never moved has no scale: whatever differs visibly counts fully
    if (deviation <= LEAST_RATIO * Math.abs(mean)) {
      return Math.abs(gap) <= LEAST_RATIO * Math.abs(mean) ? 0 : Math.copySign(MOST, gap);
    }
    double t = gap / deviation * Math.sqrt(count / (count + 1.0));
    double freedom = count - 1.0;
    double size =
        (8 * freedom + 1) / (8 * freedom + 3) * Math.sqrt(freedom * Math.log1p(t * t / freedom));
    return Math.copySign(Math.min(MOST, size), t);
  }
}

package org.twinsuite.predictors.changepoint;

import java.util.Optional;

/**
 * Watches one stream for a lasting change of level or spread in constant memory. What a value has
 * in common with the one before it is taken out first (autoregression of order one, learnt on the
 * way), so that slow noise is not taken for a change. Immutable: the record is the whole state, to
 * be kept anywhere.
 *
 * <p>A trend is a row of changes, a season noise: hand over what a forecast left unexplained.
 *
 * @param count values seen since the last change, missing ones left out
 * @param mean of these
 * @param square sum of squared distances from the mean
 * @param lagged sum of products of neighbouring distances from the mean
 * @param previous value before; NaN = none
 * @param level sums over the innovations
 * @param spread sums over the square root of their size
 */
public record ChangeState(
    long count,
    double mean,
    double square,
    double lagged,
    double previous,
    Cusum level,
    Cusum spread) {

  /** Nothing seen. */
  public static final ChangeState NEW =
      new ChangeState(0, 0, 0, 0, Double.NaN, Cusum.NEW, Cusum.NEW);

  private static final int LEARNING_CORRELATION = 20;
  private static final double MOST_CORRELATION = 0.95;
  private static final double MOMENTS = 4;

  /**
   * The state after a value.
   *
   * @param value NaN = missing, which changes nothing
   */
  public ChangeState after(double value, ChangeConfig config) {
    if (Double.isNaN(value)) {
      return this;
    }
    double innovation = value - mean;
    if (!Double.isNaN(previous)) {
      innovation -= correlation() * (previous - mean);
    }
    // the first values have no mean to differ from
    boolean usable = count >= LEARNING_CORRELATION;
    double kept = held(value, config);
    double before = kept - mean;
    double nextMean = mean + before / (count + 1);
    double product = Double.isNaN(previous) ? 0 : before * (previous - nextMean);
    return new ChangeState(
        count + 1,
        nextMean,
        square + before * (kept - nextMean),
        lagged + product,
        kept,
        usable ? level.after(innovation, config.learning()) : level,
        usable ? spread.after(Math.sqrt(Math.abs(innovation)), config.learning()) : spread);
  }

  /** Correlation of neighbouring values, 0 to 0.95; 0 while learning. */
  double correlation() {
    if (count < LEARNING_CORRELATION || square <= 0) {
      return 0;
    }
    return Math.max(0, Math.min(MOST_CORRELATION, lagged / square));
  }

  /** How near an alarm is: 1 and above is a change. */
  public double score(ChangeConfig config) {
    return Math.max(Math.max(level.high(), level.low()), Math.max(spread.high(), spread.low()))
        / config.threshold();
  }

  /**
   * The change that is seen now.
   *
   * @param index of the newest value
   */
  public Optional<Change> change(long index, ChangeConfig config) {
    if (score(config) < 1) {
      return Optional.empty();
    }
    // a jump widens too: what explains more comes first
    if (Math.max(level.high(), level.low()) >= config.threshold()) {
      return Optional.of(
          level.high() >= level.low()
              ? new Change(Change.Kind.LEVEL_UP, index + 1 - level.highFor(), index)
              : new Change(Change.Kind.LEVEL_DOWN, index + 1 - level.lowFor(), index));
    }
    return Optional.of(
        spread.high() >= spread.low()
            ? new Change(Change.Kind.WIDER, index + 1 - spread.highFor(), index)
            : new Change(Change.Kind.NARROWER, index + 1 - spread.lowFor(), index));
  }

  private double held(double value, ChangeConfig config) {
    if (count < config.learning() + LEARNING_CORRELATION || square <= 0) {
      return value;
    }
    double far = MOMENTS * Math.sqrt(square / (count - 1));
    return Math.max(mean - far, Math.min(mean + far, value));
  }
}

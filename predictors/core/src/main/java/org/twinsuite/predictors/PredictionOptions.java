package org.twinsuite.predictors;

import java.time.Instant;
import java.util.OptionalInt;

/**
 * What a caller may ask of one call, for all its rows.
 *
 * @param horizon steps to predict; empty = the row's own {@code horizon}
 * @param level probability of the interval, above 0 and below 1
 * @param deadline moment after which no further row is started; null = none
 */
public record PredictionOptions(OptionalInt horizon, double level, Instant deadline) {

  /** Interval level where the caller names none. */
  public static final double DEFAULT_LEVEL = 0.9;

  public PredictionOptions {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException(
          "level must lie above 0 and below 1, was " + level + ": 0.9 means 90 %");
    }
    if (horizon.isPresent()
        && (horizon.getAsInt() < 1 || horizon.getAsInt() > RequestSchema.LONGEST_HORIZON)) {
      throw new IllegalArgumentException(
          "horizon must be 1 to %d steps, was %d"
              .formatted(RequestSchema.LONGEST_HORIZON, horizon.getAsInt()));
    }
  }

  /** The row's own horizon, level 0.9, no deadline. */
  public static PredictionOptions defaults() {
    return new PredictionOptions(OptionalInt.empty(), DEFAULT_LEVEL, null);
  }

  public PredictionOptions withHorizon(int steps) {
    return new PredictionOptions(OptionalInt.of(steps), level, deadline);
  }

  public PredictionOptions withLevel(double probability) {
    return new PredictionOptions(horizon, probability, deadline);
  }

  public PredictionOptions withDeadline(Instant moment) {
    return new PredictionOptions(horizon, level, moment);
  }

  /** Whether the deadline has passed. */
  public boolean expired() {
    return deadline != null && !Instant.now().isBefore(deadline);
  }

  /** Steps to predict for a row. */
  public int horizonOf(SeriesRequest row) {
    return horizon.orElse(row.horizon());
  }
}

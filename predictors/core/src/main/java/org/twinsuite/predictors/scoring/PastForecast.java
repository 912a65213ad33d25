package org.twinsuite.predictors.scoring;

import java.time.Instant;

/**
 * A forecast of one value at one moment, kept until the truth arrives. A forecast over a horizon is
 * one of these per step that is to be scored.
 *
 * @param thing what was forecast for; never null
 * @param forecast name of the forecast, such as {@code vibration}; never null
 * @param model name and version of what forecast; never null
 * @param target moment the value is forecast for; never null
 * @param value the forecast, finite
 * @param lower lower bound; NaN = unknown
 * @param upper upper bound; NaN = unknown or none
 * @param level probability of the interval, above 0 and below 1
 */
public record PastForecast(
    String thing,
    String forecast,
    String model,
    Instant target,
    double value,
    double lower,
    double upper,
    double level) {

  public PastForecast {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("value of a forecast must be finite, was " + value);
    }
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("level must lie above 0 and below 1, was " + level);
    }
  }

  /** Whether at least one bound is known. */
  boolean bounded() {
    return !(Double.isNaN(lower) && Double.isNaN(upper));
  }

  /** Whether the truth lies within the bounds; an unknown bound is never broken. */
  boolean covers(double truth) {
    return !(truth < lower) && !(truth > upper);
  }

  /** Half the interval's width; NaN if a bound is unknown or the width is not positive. */
  double halfWidth() {
    double half = (upper - lower) / 2;
    return half > 0 && Double.isFinite(half) ? half : Double.NaN;
  }
}

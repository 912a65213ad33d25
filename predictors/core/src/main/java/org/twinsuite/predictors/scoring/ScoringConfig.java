package org.twinsuite.predictors.scoring;

import java.time.Duration;
import org.twinsuite.predictors.changepoint.ChangeConfig;

/**
 * How forecasts are scored.
 *
 * @param memory forecasts the running figures look back over, roughly
 * @param tolerance how long after its target a truth still counts for it
 * @param mostPending forecasts of one model for one thing that may wait for their truth
 * @param once whether the truth comes once for all that wait, such as the moment of a failure: then
 *     what waits is thinned out evenly over time (else the oldest gives way), and errors are judged
 *     in half widths of their interval, for what was said long before errs more
 * @param mostModels models per thing and forecast; the one silent longest gives way
 * @param mostStreams pairs of thing and forecast; the one silent longest gives way
 * @param change when errors are said to have changed
 * @param coverageThreshold evidence at which intervals are said to be too narrow; 9.2 means at most
 *     one false alarm in 10,000 forecasts
 */
public record ScoringConfig(
    int memory,
    Duration tolerance,
    int mostPending,
    boolean once,
    int mostModels,
    int mostStreams,
    ChangeConfig change,
    double coverageThreshold) {

  public ScoringConfig {
    if (memory < 1 || mostPending < 1 || mostModels < 1 || mostStreams < 1) {
      throw new IllegalArgumentException(
          "memory, mostPending, mostModels and mostStreams must be at least 1, were %d, %d, %d, %d"
              .formatted(memory, mostPending, mostModels, mostStreams));
    }
    if (tolerance.isNegative() || !(coverageThreshold > 0)) {
      throw new IllegalArgumentException(
          "tolerance must not be negative and coverageThreshold be positive, were "
              + tolerance
              + ", "
              + coverageThreshold);
    }
  }

  /**
   * The usual: 100 forecasts of memory, 64 pending, 4 models, 100,000 streams.
   *
   * @param tolerance about the time between two truths
   */
  public static ScoringConfig of(Duration tolerance) {
    return of(tolerance, false, ChangeConfig.defaults());
  }

  /** For forecasts whose truth comes once for all of them, whenever that is. */
  public static ScoringConfig atOnce() {
    return of(Duration.ofMillis(Long.MAX_VALUE / 4), true, ChangeConfig.defaults());
  }

  /** The same, with another count of forecasts that tell which errors are usual. */
  public ScoringConfig withLearning(int learning) {
    return of(tolerance, once, new ChangeConfig(learning, change.threshold()));
  }

  private static ScoringConfig of(Duration tolerance, boolean once, ChangeConfig change) {
    return new ScoringConfig(100, tolerance, 64, once, 4, 100_000, change, 9.2);
  }
}

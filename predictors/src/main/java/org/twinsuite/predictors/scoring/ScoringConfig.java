package org.twinsuite.predictors.scoring;

import java.time.Duration;
import org.twinsuite.predictors.changepoint.ChangeConfig;

/**
 * How forecasts are scored.
 *
 * @param memory forecasts the running figures look back over, roughly
 * @param tolerance how long after its target a truth still counts for it
 * @param mostPending forecasts of one model for one thing that may wait for their truth; the oldest
 *     gives way
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
    return new ScoringConfig(100, tolerance, 64, 4, 100_000, ChangeConfig.defaults(), 9.2);
  }
}

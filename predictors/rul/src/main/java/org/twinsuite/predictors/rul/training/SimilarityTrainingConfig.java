package org.twinsuite.predictors.rul.training;

import java.util.List;
import org.twinsuite.predictors.rul.SimilaritySearch;

/**
 * How a similarity model is trained.
 *
 * @param name name of the predictor
 * @param settings properties that tell the operating point; may be empty
 * @param sensors properties that may tell wear; constant ones are dropped
 * @param cap life beyond which wear cannot be seen, in whole steps
 * @param mostModes end-of-life directions compared besides the regression index, at most; as many
 *     as are best on held-out units, at least 1
 * @param search how trajectories are compared
 * @param folds parts the units are split into to calibrate intervals
 * @param seed makes training repeatable
 */
public record SimilarityTrainingConfig(
    String name,
    List<String> settings,
    List<String> sensors,
    int cap,
    int mostModes,
    SimilaritySearch search,
    int folds,
    long seed) {

  public SimilarityTrainingConfig {
    settings = List.copyOf(settings);
    sensors = List.copyOf(sensors);
    if (sensors.isEmpty()) {
      throw new IllegalArgumentException("sensors: name at least one property");
    }
    if (folds < 2 || cap < 1 || mostModes < 1) {
      throw new IllegalArgumentException(
          "folds must be at least 2, cap and mostModes at least 1, were %d, %d, %d"
              .formatted(folds, cap, mostModes));
    }
  }

  /** The predictor {@code rul-similarity} as chosen by cross-validation over training units. */
  public static SimilarityTrainingConfig of(List<String> settings, List<String> sensors, int cap) {
    return new SimilarityTrainingConfig(
        "rul-similarity", settings, sensors, cap, 2, new SimilaritySearch(80, 0.3), 5, 1);
  }
}

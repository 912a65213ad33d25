package org.twinsuite.predictors.rul.training;

import java.util.List;

/**
 * How a fleet model is trained.
 *
 * @param name name of the predictor
 * @param settings properties that tell the operating point; may be empty
 * @param sensors properties that may tell wear; constant ones are dropped
 * @param cap life beyond which wear cannot be seen
 * @param folds parts the units are split into; each bag leaves one part out and is calibrated on it
 * @param modes end-of-life directions used besides the regression index
 * @param stride every which cycle is a training row
 * @param boosting the trees
 * @param seed makes training repeatable
 */
public record FleetTrainingConfig(
    String name,
    List<String> settings,
    List<String> sensors,
    double cap,
    int folds,
    int modes,
    int stride,
    BoostingConfig boosting,
    long seed) {

  public FleetTrainingConfig {
    settings = List.copyOf(settings);
    sensors = List.copyOf(sensors);
    if (sensors.isEmpty()) {
      throw new IllegalArgumentException("sensors: name at least one property");
    }
    if (folds < 2) {
      throw new IllegalArgumentException("folds must be at least 2, was " + folds);
    }
  }

  /** The configuration chosen by cross-validation over training units. */
  public static FleetTrainingConfig of(
      String name, List<String> settings, List<String> sensors, double cap) {
    return new FleetTrainingConfig(
        name, settings, sensors, cap, 5, 3, 2, BoostingConfig.defaults(), 1);
  }
}

package org.twinsuite.predictors.rul.training;

import java.util.ArrayList;
import java.util.List;
import org.twinsuite.predictors.rul.OperatingRegimes;

/** The properties that carry something, with the normalisation that belongs to them. */
record Signals(List<String> settings, List<String> sensors, OperatingRegimes regimes) {

  static Signals of(List<UnitHistory> units, FleetTrainingConfig config) {
    OperatingRegimes all =
        RegimeFinder.find(units, config.settings(), config.sensors(), config.seed());
    List<String> settings = all.centres().length > 1 ? config.settings() : List.of();
    List<String> sensors = new ArrayList<>();
    for (int k = 0; k < config.sensors().size(); k++) {
      for (double[] deviation : all.deviation()) {
        if (Double.isFinite(deviation[k])) {
          sensors.add(config.sensors().get(k));
          break;
        }
      }
    }
    if (sensors.isEmpty()) {
      throw new IllegalArgumentException(
          "no sensor of " + config.sensors() + " varies, nothing to learn from");
    }
    return new Signals(
        settings, sensors, RegimeFinder.find(units, settings, sensors, config.seed()));
  }

  float[][] normalise(UnitHistory unit) {
    return regimes.normalise(
        settings.stream().map(unit::values).toArray(double[][]::new),
        sensors.stream().map(unit::values).toArray(double[][]::new));
  }
}

package org.twinsuite.predictors.rul.training;

import java.util.ArrayList;
import java.util.List;
import org.twinsuite.predictors.rul.NormalReadings;
import org.twinsuite.predictors.rul.OperatingRegimes;

/** The properties that carry something, with the normalisation that belongs to them. */
record Signals(List<String> settings, List<String> sensors, OperatingRegimes regimes) {

  static Signals of(
      List<UnitHistory> units, List<String> settings, List<String> sensors, long seed) {
    OperatingRegimes all = RegimeFinder.find(units, settings, sensors, seed);
    List<String> telling = all.centres().length > 1 ? settings : List.of();
    List<String> varying = new ArrayList<>();
    for (int k = 0; k < sensors.size(); k++) {
      for (double[] deviation : all.deviation()) {
        if (Double.isFinite(deviation[k])) {
          varying.add(sensors.get(k));
          break;
        }
      }
    }
    if (varying.isEmpty()) {
      throw new IllegalArgumentException(
          "no sensor of " + sensors + " varies, nothing to learn from");
    }
    return new Signals(telling, varying, RegimeFinder.find(units, telling, varying, seed));
  }

  /** Number of operating regimes. */
  int regimeCount() {
    return regimes.centres().length;
  }

  NormalReadings normalise(UnitHistory unit) {
    return regimes.normalise(
        settings.stream().map(unit::values).toArray(double[][]::new),
        sensors.stream().map(unit::values).toArray(double[][]::new));
  }
}

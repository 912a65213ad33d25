package org.twinsuite.predictors.rul;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.twinsuite.predictors.Driver;

/** Scores one unit at its last cycle and says which sensors moved the score. */
final class Attribution {

  private static final int MOST = 5;
  private static final String AGE = "age";

  private final FleetModel model;
  private final double[] bySensor;
  private double age;
  private double life;

  /**
   * @param normal normalised sensors, {@code [sensor][cycle]}
   */
  Attribution(FleetModel model, float[][] normal) {
    this.model = model;
    this.bySensor = new double[normal.length];
    int t = normal[0].length - 1;
    float[] shared = new float[WindowFeatures.count(normal.length)];
    WindowFeatures.at(normal, t, shared, 0);
    for (FleetModel.Bag bag : model.bags()) {
      float[] row = new float[bag.forest().features()];
      System.arraycopy(shared, 0, row, 0, shared.length);
      WindowFeatures.ofSignals(bag.wear().of(normal), t, row, shared.length);
      double[] contributions = new double[row.length];
      double score = bag.forest().addContributions(row, 0, contributions);
      for (int f = 0; f < contributions.length; f++) {
        score += contributions[f];
        assign(f, contributions[f], bag.wear(), shared);
      }
      life += score;
    }
    life /= model.bags().size();
  }

  /** Predicted life, not yet held within 0 and the cap. */
  double life() {
    return life;
  }

  /** Strongest sensors first, in steps. */
  List<Driver> drivers() {
    List<Driver> drivers = new ArrayList<>();
    int bags = model.bags().size();
    drivers.add(new Driver(AGE, age / bags));
    for (int k = 0; k < bySensor.length; k++) {
      drivers.add(new Driver(model.sensors().get(k), bySensor[k] / bags));
    }
    drivers.sort(Comparator.comparingDouble((Driver d) -> -Math.abs(d.weight())));
    return drivers.subList(0, Math.min(MOST, drivers.size()));
  }

  private void assign(int feature, double contribution, WearIndex wear, float[] shared) {
    int signal = WindowFeatures.signalOf(feature);
    if (signal < 0) {
      age += contribution;
    } else if (signal < bySensor.length) {
      bySensor[signal] += contribution;
    } else if (contribution != 0) {
      spread(contribution, wear.weights()[signal - bySensor.length], shared);
    }
  }

  /** An index's contribution goes to its sensors by their part in the index. */
  private void spread(double contribution, double[] weights, float[] shared) {
    double total = 1e-12;
    for (int k = 0; k < weights.length; k++) {
      total += Math.abs(weights[k] * shared[WindowFeatures.offsetOf(k) + 1]);
    }
    for (int k = 0; k < weights.length; k++) {
      double part = Math.abs(weights[k] * shared[WindowFeatures.offsetOf(k) + 1]) / total;
      bySensor[k] += contribution * part;
    }
  }
}

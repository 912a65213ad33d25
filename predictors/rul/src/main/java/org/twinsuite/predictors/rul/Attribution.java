package org.twinsuite.predictors.rul;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.twinsuite.predictors.Driver;

/** Scores one unit at its last cycle and says which sensors moved the score. */
final class Attribution {

  private static final int MOST = 5;
  private static final int LATELY = 10;
  private static final String AGE = "age";

  private final FleetModel model;
  private final double[] bySensor;
  private double age;
  private double life;

  Attribution(FleetModel model, NormalReadings unit) {
    this.model = model;
    this.bySensor = new double[unit.sensors().length];
    int t = unit.cycles() - 1;
    for (FleetModel.Bag bag : model.bags()) {
      float[][] indices = bag.wear().of(unit);
      float[] row = new float[bag.forest().features()];
      WindowFeatures.at(indices, Restorations.starts(indices[0])[t], t, row, 0);
      double[] contributions = new double[row.length];
      life += bag.forest().addContributions(row, 0, contributions);
      double[] byIndex = new double[indices.length];
      for (int f = 0; f < contributions.length; f++) {
        life += contributions[f];
        int index = WindowFeatures.indexOf(f);
        if (index < 0) {
          age += contributions[f];
        } else {
          byIndex[index] += contributions[f];
        }
      }
      for (int i = 0; i < byIndex.length; i++) {
        spread(byIndex[i], bag.wear().shares(i, unit, t, LATELY));
      }
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

  /** An index's contribution goes to its sensors by their part in the index. */
  private void spread(double contribution, double[] shares) {
    for (int k = 0; k < shares.length; k++) {
      bySensor[k] += contribution * shares[k];
    }
  }
}

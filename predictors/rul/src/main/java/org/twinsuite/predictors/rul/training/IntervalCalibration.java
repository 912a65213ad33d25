package org.twinsuite.predictors.rul.training;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.twinsuite.predictors.rul.FleetModel;
import org.twinsuite.predictors.rul.LifeIntervals;
import org.twinsuite.predictors.rul.NormalReadings;
import org.twinsuite.predictors.rul.Restorations;
import org.twinsuite.predictors.rul.WindowFeatures;

/** Collects errors on held-out units and makes intervals of them. */
final class IntervalCalibration {

  private static final int BINS = 20;
  private static final int QUANTILES = 201;
  private static final int STRIDE = 3;
  private static final int FIRST = 10;

  private record Point(double predicted, double truth) {}

  private final List<Point> points = new ArrayList<>();
  private final double cap;
  private final int units;

  IntervalCalibration(double cap, int units) {
    this.cap = cap;
    this.units = units;
  }

  /** Adds a unit the bag has not seen. */
  void add(FleetModel.Bag bag, NormalReadings unit) {
    float[][] indices = bag.wear().of(unit);
    int[] starts = Restorations.starts(indices[0]);
    float[] row = new float[bag.forest().features()];
    int last = unit.cycles() - 1;
    for (int t = last; t >= Math.min(FIRST, last); t -= STRIDE) {
      WindowFeatures.at(indices, starts[t], t, row, 0);
      double predicted = Math.max(0, Math.min(cap, bag.forest().score(row, 0)));
      add(predicted, last - t);
    }
  }

  /** Adds a prediction for a unit the model has not seen. */
  void add(double predicted, double truth) {
    points.add(new Point(predicted, Math.min(cap, truth)));
  }

  double rmse() {
    return Math.sqrt(
        points.stream()
            .mapToDouble(p -> Math.pow(p.predicted() - p.truth(), 2))
            .average()
            .orElse(Double.NaN));
  }

  LifeIntervals intervals() {
    List<Point> sorted = new ArrayList<>(points);
    sorted.sort(Comparator.comparingDouble(Point::predicted));
    List<Double> centres = new ArrayList<>();
    List<double[]> quantiles = new ArrayList<>();
    double width = cap / BINS;
    for (int bin = 0; bin < BINS; bin++) {
      double from = bin * width;
      double to = bin == BINS - 1 ? Double.POSITIVE_INFINITY : from + width;
      List<Point> inside =
          sorted.stream().filter(p -> p.predicted() >= from && p.predicted() < to).toList();
      if (inside.size() >= 20) {
        centres.add(inside.stream().mapToDouble(Point::predicted).average().orElseThrow());
        quantiles.add(quantiles(inside));
      }
    }
    if (centres.isEmpty()) {
      throw new IllegalArgumentException("too few cycles in the fleet to calibrate intervals");
    }
    return new LifeIntervals(
        centres.stream().mapToDouble(Double::doubleValue).toArray(),
        quantiles.toArray(double[][]::new),
        units);
  }

  private static double[] quantiles(List<Point> inside) {
    double[] errors =
        inside.stream().mapToDouble(p -> p.truth() - p.predicted()).sorted().toArray();
    double[] table = new double[QUANTILES];
    for (int i = 0; i < QUANTILES; i++) {
      double at = (double) i / (QUANTILES - 1) * (errors.length - 1);
      int below = (int) Math.min(errors.length - 2, Math.floor(at));
      table[i] = errors[below] + (at - below) * (errors[below + 1] - errors[below]);
    }
    return table;
  }
}

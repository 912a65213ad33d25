package org.twinsuite.predictors.rul.training;

import java.util.Arrays;
import java.util.List;
import org.twinsuite.predictors.rul.NormalReadings;
import org.twinsuite.predictors.rul.WearIndex;

/**
 * Learns the wear indices: ridge regression of smoothed sensors on the share of life used, and the
 * principal directions in which units differ at the end of their life (one per failure mode). Then
 * every regime learns its own weights, see {@link RegimeWeights}.
 */
final class WearIndexFinder {

  private static final int SMOOTHING = 10;
  private static final int END_OF_LIFE = 20;
  private static final double RIDGE = 0.01;
  private static final int POWER_ROUNDS = 200;
  private static final int REFINEMENTS = 2;

  private WearIndexFinder() {}

  /**
   * @param regimes number of operating regimes
   * @param cap remaining life beyond which wear cannot be seen
   * @param modes principal directions wanted
   */
  static WearIndex find(List<NormalReadings> units, int regimes, double cap, int modes) {
    double[][] weights = new double[1 + modes][];
    weights[0] = regression(units, cap);
    double[][] moment = endOfLifeMoment(units);
    for (int m = 0; m < modes; m++) {
      weights[1 + m] = principal(moment);
    }
    WearIndex index = WearIndex.everywhere(weights, regimes);
    for (int i = 0; i < REFINEMENTS; i++) {
      index = RegimeWeights.learn(units, index);
    }
    return index;
  }

  private static double[] regression(List<NormalReadings> units, double cap) {
    int k = units.get(0).sensors().length;
    double[][] normal = new double[k][k];
    double[] target = new double[k];
    double rows = 0;
    for (NormalReadings unit : units) {
      int cycles = unit.cycles();
      for (int t = SMOOTHING - 1; t < cycles; t++) {
        double[] x = smoothed(unit.sensors(), t);
        double wear = 1 - Math.min(cap, cycles - 1 - t) / cap;
        rows++;
        for (int i = 0; i < k; i++) {
          target[i] += x[i] * wear;
          for (int j = 0; j <= i; j++) {
            normal[i][j] += x[i] * x[j];
          }
        }
      }
    }
    for (int i = 0; i < k; i++) {
      normal[i][i] += RIDGE * rows;
    }
    return Cholesky.solve(normal, target);
  }

  private static double[] smoothed(float[][] unit, int t) {
    double[] x = new double[unit.length];
    for (int i = 0; i < x.length; i++) {
      for (int s = t + 1 - SMOOTHING; s <= t; s++) {
        x[i] += unit[i][s] / (double) SMOOTHING;
      }
    }
    return x;
  }

  private static double[][] endOfLifeMoment(List<NormalReadings> units) {
    int k = units.get(0).sensors().length;
    double[][] moment = new double[k][k];
    for (NormalReadings unit : units) {
      int cycles = unit.cycles();
      double[] end = new double[k];
      int from = Math.max(0, cycles - END_OF_LIFE);
      for (int i = 0; i < k; i++) {
        for (int t = from; t < cycles; t++) {
          end[i] += unit.sensors()[i][t] / (double) (cycles - from);
        }
      }
      for (int i = 0; i < k; i++) {
        for (int j = 0; j < k; j++) {
          moment[i][j] += end[i] * end[j] / units.size();
        }
      }
    }
    return moment;
  }

  /** Strongest direction by power iteration; takes it out of the moment. */
  private static double[] principal(double[][] moment) {
    int k = moment.length;
    double[] v = new double[k];
    Arrays.fill(v, 1 / Math.sqrt(k));
    double strength = 0;
    for (int round = 0; round < POWER_ROUNDS; round++) {
      double[] next = new double[k];
      double norm = 0;
      for (int i = 0; i < k; i++) {
        for (int j = 0; j < k; j++) {
          next[i] += moment[i][j] * v[j];
        }
        norm += next[i] * next[i];
      }
      strength = Math.sqrt(norm);
      if (strength < 1e-12) {
        return new double[k];
      }
      for (int i = 0; i < k; i++) {
        v[i] = next[i] / strength;
      }
    }
    for (int i = 0; i < k; i++) {
      for (int j = 0; j < k; j++) {
        moment[i][j] -= strength * v[i] * v[j];
      }
    }
    return v;
  }
}

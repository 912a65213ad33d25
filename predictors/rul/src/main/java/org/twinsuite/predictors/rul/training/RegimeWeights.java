package org.twinsuite.predictors.rul.training;

import java.util.Arrays;
import java.util.List;
import org.twinsuite.predictors.rul.NormalReadings;
import org.twinsuite.predictors.rul.WearIndex;

/**
 * Teaches every operating regime to read an index with weights of its own: those by which the
 * sensors of one cycle best tell the mean of the index over the neighbouring cycles, which were
 * flown in other regimes. Wear is slow, noise is not, so noise is what gets lost.
 *
 * <p>Source: the idea of slow feature analysis (Wiskott and Sejnowski, 2002), linear and per
 * regime.
 */
final class RegimeWeights {

  private static final int NEIGHBOURS = 10;
  private static final double RIDGE = 0.01;

  private final int sensors;
  private final int indices;
  private final double[] rows;
  private final double[][][] normal;
  private final double[][][] target;

  private RegimeWeights(int regimes, int sensors, int indices) {
    this.sensors = sensors;
    this.indices = indices;
    this.rows = new double[regimes];
    this.normal = new double[regimes][sensors + 1][sensors + 1];
    this.target = new double[regimes][indices][sensors + 1];
  }

  /** The index as each regime reads it best; a regime without a cycle keeps its weights. */
  static WearIndex learn(List<NormalReadings> units, WearIndex index) {
    int sensors = units.get(0).sensors().length;
    RegimeWeights sums = new RegimeWeights(index.offsets().length, sensors, index.indices());
    for (NormalReadings unit : units) {
      sums.add(unit, index.of(unit));
    }
    return sums.solve(index);
  }

  private void add(NormalReadings unit, float[][] index) {
    double[][] around = new double[indices][];
    for (int i = 0; i < indices; i++) {
      around[i] = neighbours(index[i]);
    }
    double[] x = new double[sensors + 1];
    x[sensors] = 1;
    for (int t = 0; t < unit.cycles(); t++) {
      int r = unit.regimes()[t];
      rows[r]++;
      for (int k = 0; k < sensors; k++) {
        x[k] = unit.sensors()[k][t];
      }
      for (int a = 0; a <= sensors; a++) {
        for (int b = 0; b <= a; b++) {
          normal[r][a][b] += x[a] * x[b];
        }
        for (int i = 0; i < indices; i++) {
          target[r][i][a] += x[a] * around[i][t];
        }
      }
    }
  }

  /** Mean of the cycles around each, without its own. */
  private static double[] neighbours(float[] index) {
    double[] sums = new double[index.length + 1];
    for (int t = 0; t < index.length; t++) {
      sums[t + 1] = sums[t] + index[t];
    }
    double[] around = new double[index.length];
    for (int t = 0; t < index.length; t++) {
      int from = Math.max(0, t - NEIGHBOURS);
      int to = Math.min(index.length, t + NEIGHBOURS + 1);
      around[t] = (sums[to] - sums[from] - index[t]) / Math.max(1, to - from - 1);
    }
    return around;
  }

  private WearIndex solve(WearIndex before) {
    double[][][] weights = new double[rows.length][indices][];
    double[][] offsets = new double[rows.length][indices];
    for (int r = 0; r < rows.length; r++) {
      for (int i = 0; i < indices; i++) {
        if (rows[r] == 0) {
          weights[r][i] = before.weights()[r][i];
          offsets[r][i] = before.offsets()[r][i];
          continue;
        }
        double[][] matrix = new double[sensors + 1][];
        for (int a = 0; a <= sensors; a++) {
          matrix[a] = normal[r][a].clone();
          matrix[a][a] += a < sensors ? RIDGE * rows[r] : 0;
        }
        double[] solved = Cholesky.solve(matrix, target[r][i]);
        weights[r][i] = Arrays.copyOf(solved, sensors);
        offsets[r][i] = solved[sensors];
      }
    }
    return new WearIndex(weights, offsets);
  }
}

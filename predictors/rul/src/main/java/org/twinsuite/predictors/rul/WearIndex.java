package org.twinsuite.predictors.rul;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Linear combinations of normalised sensors that follow wear better than any sensor alone, because
 * sensor noise averages out. Every operating regime has weights of its own: a sensor may tell much
 * in one and nothing in another.
 *
 * @param weights {@code [regime][index][sensor]}
 * @param offsets {@code [regime][index]}
 */
public record WearIndex(double[][][] weights, double[][] offsets) {

  /** The same weights in all regimes, no offsets. */
  public static WearIndex everywhere(double[][] weights, int regimes) {
    double[][][] all = new double[regimes][][];
    Arrays.fill(all, weights);
    return new WearIndex(all, new double[regimes][weights.length]);
  }

  /** Number of indices. */
  public int indices() {
    return offsets[0].length;
  }

  /** The indices of a unit, {@code [index][cycle]}. */
  public float[][] of(NormalReadings unit) {
    float[][] indices = new float[indices()][unit.cycles()];
    for (int t = 0; t < unit.cycles(); t++) {
      int r = unit.regimes()[t];
      for (int i = 0; i < indices.length; i++) {
        double sum = offsets[r][i];
        double[] weight = weights[r][i];
        for (int k = 0; k < weight.length; k++) {
          sum += weight[k] * unit.sensors()[k][t];
        }
        indices[i][t] = (float) sum;
      }
    }
    return indices;
  }

  /**
   * How much of an index is made by each sensor lately.
   *
   * @param to last cycle looked at
   * @param cycles how many are looked at
   * @return shares by sensor, not negative; their sum is 1, or 0 if the index is
   */
  double[] shares(int index, NormalReadings unit, int to, int cycles) {
    double[] shares = new double[unit.sensors().length];
    for (int t = Math.max(0, to + 1 - cycles); t <= to; t++) {
      double[] weight = weights[unit.regimes()[t]][index];
      for (int k = 0; k < shares.length; k++) {
        shares[k] += weight[k] * unit.sensors()[k][t];
      }
    }
    double total = 1e-12;
    for (double share : shares) {
      total += Math.abs(share);
    }
    for (int k = 0; k < shares.length; k++) {
      shares[k] = Math.abs(shares[k]) / total;
    }
    return shares;
  }

  /**
   * Checks that the weights are for so many regimes and sensors.
   *
   * @throws IOException if not
   */
  void check(int regimes, int sensors) throws IOException {
    boolean fits = weights.length == regimes && offsets.length == regimes && indices() > 0;
    for (int r = 0; fits && r < regimes; r++) {
      fits = offsets[r].length == indices() && weights[r].length == indices();
      for (double[] weight : weights[r]) {
        fits &= weight.length == sensors;
      }
    }
    if (!fits) {
      throw new IOException("wear indices of other regimes or sensors");
    }
  }

  void write(DataOutput out) throws IOException {
    Arrays2d.write(out, offsets);
    for (double[][] regime : weights) {
      Arrays2d.write(out, regime);
    }
  }

  static WearIndex read(DataInput in) throws IOException {
    double[][] offsets = Arrays2d.read(in);
    double[][][] weights = new double[offsets.length][][];
    for (int r = 0; r < weights.length; r++) {
      weights[r] = Arrays2d.read(in);
    }
    return new WearIndex(weights, offsets);
  }
}

package org.twinsuite.predictors.rul;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The way a unit wore: its wear indices, smoothed and in units of their own noise, so that equal
 * distances mean equally much in every index.
 *
 * @param wear linear indices of the normalised sensors
 * @param noise standard deviation of each smoothed index around its trend, positive
 */
public record WearTrajectory(WearIndex wear, double[] noise) {

  /** Cycles a smoothed value is the mean of. */
  public static final int SMOOTHING = 5;

  /**
   * The trajectory of a unit.
   *
   * @return {@code [cycle][index]}: mean of this and the four cycles before, over its noise
   */
  public float[][] of(NormalReadings unit) {
    float[][] indices = wear.of(unit);
    int cycles = unit.cycles();
    float[][] trajectory = new float[cycles][indices.length];
    for (int i = 0; i < indices.length; i++) {
      double sum = 0;
      for (int t = 0; t < cycles; t++) {
        sum += indices[i][t] - (t >= SMOOTHING ? indices[i][t - SMOOTHING] : 0);
        trajectory[t][i] = (float) (sum / Math.min(t + 1, SMOOTHING) / noise[i]);
      }
    }
    return trajectory;
  }

  void write(DataOutput out) throws IOException {
    wear.write(out);
    Arrays2d.write(out, new double[][] {noise});
  }

  static WearTrajectory read(DataInput in) throws IOException {
    return new WearTrajectory(WearIndex.read(in), Arrays2d.read(in)[0]);
  }
}

package org.twinsuite.predictors.rul;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Takes the operating point out of sensor readings: each cycle belongs to the nearest regime, and a
 * reading becomes its distance from that regime's mean in that regime's standard deviations.
 *
 * @param centres {@code [regime][setting]}, in scaled settings
 * @param scale divisor of each setting
 * @param mean {@code [regime][sensor]}
 * @param deviation {@code [regime][sensor]}, positive
 */
public record OperatingRegimes(
    double[][] centres, double[] scale, double[][] mean, double[][] deviation) {

  /** Regime of a cycle. */
  public int regime(double[] settings) {
    int nearest = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int r = 0; r < centres.length; r++) {
      double distance = 0;
      for (int s = 0; s < scale.length; s++) {
        double gap = settings[s] / scale[s] - centres[r][s];
        distance += Double.isNaN(gap) ? 0 : gap * gap;
      }
      if (distance < least) {
        least = distance;
        nearest = r;
      }
    }
    return nearest;
  }

  /**
   * Normalised readings; a missing one repeats the last seen, before the first it is the mean.
   *
   * @param settings {@code [setting][cycle]}
   * @param sensors {@code [sensor][cycle]}
   */
  public NormalReadings normalise(double[][] settings, double[][] sensors) {
    int cycles = sensors[0].length;
    float[][] normal = new float[sensors.length][cycles];
    int[] regimes = new int[cycles];
    double[] at = new double[settings.length];
    for (int t = 0; t < cycles; t++) {
      for (int s = 0; s < at.length; s++) {
        at[s] = settings[s][t];
      }
      int r = regime(at);
      regimes[t] = r;
      for (int k = 0; k < sensors.length; k++) {
        double value = (sensors[k][t] - mean[r][k]) / deviation[r][k];
        normal[k][t] = Double.isNaN(value) ? (t == 0 ? 0 : normal[k][t - 1]) : (float) value;
      }
    }
    return new NormalReadings(normal, regimes);
  }

  void write(DataOutput out) throws IOException {
    Arrays2d.write(out, centres);
    Arrays2d.write(out, new double[][] {scale});
    Arrays2d.write(out, mean);
    Arrays2d.write(out, deviation);
  }

  static OperatingRegimes read(DataInput in) throws IOException {
    return new OperatingRegimes(
        Arrays2d.read(in), Arrays2d.read(in)[0], Arrays2d.read(in), Arrays2d.read(in));
  }
}

package org.twinsuite.predictors.rul;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Linear combinations of normalised sensors that follow wear better than any sensor alone, because
 * sensor noise averages out.
 *
 * @param weights {@code [index][sensor]}
 */
public record WearIndex(double[][] weights) {

  /** The sensors followed by the indices, {@code [signal][cycle]}. */
  public float[][] append(float[][] sensors) {
    float[][] signals = new float[sensors.length + weights.length][];
    System.arraycopy(sensors, 0, signals, 0, sensors.length);
    System.arraycopy(of(sensors), 0, signals, sensors.length, weights.length);
    return signals;
  }

  /** The indices, {@code [index][cycle]}. */
  float[][] of(float[][] sensors) {
    float[][] signals = new float[weights.length][];
    int cycles = sensors[0].length;
    for (int i = 0; i < weights.length; i++) {
      float[] index = new float[cycles];
      for (int k = 0; k < sensors.length; k++) {
        float weight = (float) weights[i][k];
        for (int t = 0; t < cycles; t++) {
          index[t] += weight * sensors[k][t];
        }
      }
      signals[i] = index;
    }
    return signals;
  }

  void write(DataOutput out) throws IOException {
    Arrays2d.write(out, weights);
  }

  static WearIndex read(DataInput in) throws IOException {
    return new WearIndex(Arrays2d.read(in));
  }
}

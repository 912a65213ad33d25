package org.twinsuite.predictors.rul.training;

import java.util.Arrays;
import org.twinsuite.predictors.rul.Restorations;
import org.twinsuite.predictors.rul.WindowFeatures;

/**
 * What the trees learn from: features of cycles and the life that was left. Cycles before a unit's
 * last restoration are left out: it lived on because it was restored, which they could not tell.
 */
final class TrainingRows {

  private final int width;
  private final FleetTrainingConfig config;
  private float[] features = new float[0];
  private float[] lives = new float[0];
  private int count;

  TrainingRows(int width, FleetTrainingConfig config) {
    this.width = width;
    this.config = config;
  }

  /**
   * Adds a unit that ran to failure.
   *
   * @param indices {@code [index][cycle]}
   */
  void add(float[][] indices) {
    int[] starts = Restorations.starts(indices[0]);
    int last = starts.length - 1;
    for (int t = last; t >= 0 && starts[t] == starts[last]; t -= config.stride()) {
      if (count == lives.length) {
        int larger = Math.max(1024, 2 * count);
        lives = Arrays.copyOf(lives, larger);
        features = Arrays.copyOf(features, Math.multiplyExact(larger, width));
      }
      WindowFeatures.at(indices, starts[t], t, features, count * width);
      lives[count++] = (float) Math.min(config.cap(), last - t);
    }
  }

  /** Features of all rows, row by row. */
  float[] features() {
    return Arrays.copyOf(features, count * width);
  }

  /** Life left of each row, at most the cap. */
  float[] lives() {
    return Arrays.copyOf(lives, count);
  }
}

package org.twinsuite.predictors.rul;

/**
 * Finds where a unit was restored: its wear index falls back at once, as after an overhaul. What
 * was measured before says nothing of the life after.
 */
public final class Restorations {

  /** Fall that counts, in lives: the index goes from 0 to about 1. */
  private static final double FALL = 0.2;

  /** Standard errors a fall must have, so that a noisy index does not look restored. */
  private static final double ERRORS = 5;

  private static final int MEAN = 5;
  private static final int GAP = 10;
  private static final int LEAST = MEAN + GAP;

  private Restorations() {}

  /**
   * First cycle of the life that still lasts, as known at each cycle: a restoration is seen some
   * cycles late.
   *
   * @param wear the wear index per cycle
   */
  public static int[] starts(float[] wear) {
    int[] starts = new int[wear.length];
    int start = 0;
    double squares = 0;
    for (int t = 0; t < wear.length; t++) {
      squares += t == 0 ? 0 : (wear[t] - wear[t - 1]) * (wear[t] - wear[t - 1]);
      if (t + 1 - start >= LEAST) {
        // neighbouring values differ by twice the variance of one
        double error = Math.sqrt(squares / t / MEAN);
        double fall = mean(wear, t - GAP + 1 - MEAN, t - GAP) - mean(wear, t + 1 - MEAN, t);
        if (fall > Math.max(FALL, ERRORS * error)) {
          start = deepestFall(wear, start, t);
        }
      }
      starts[t] = start;
    }
    return starts;
  }

  private static int deepestFall(float[] wear, int start, int now) {
    int deepest = now;
    double least = Double.POSITIVE_INFINITY;
    for (int t = now - GAP + 1; t <= now; t++) {
      double rise = mean(wear, t, now) - mean(wear, Math.max(start, t - MEAN), t - 1);
      if (rise < least) {
        least = rise;
        deepest = t;
      }
    }
    return deepest;
  }

  private static double mean(float[] values, int from, int to) {
    double sum = 0;
    for (int i = from; i <= to; i++) {
      sum += values[i];
    }
    return sum / (to - from + 1);
  }
}

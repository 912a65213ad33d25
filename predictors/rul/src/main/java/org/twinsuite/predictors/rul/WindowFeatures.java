package org.twinsuite.predictors.rul;

/**
 * What the fleet model sees of a unit at one cycle: the cycle number, and per {@link WearIndex}
 * means over the last 5 to 240 cycles, slopes, and the change since the first 15 cycles of the life
 * that still lasts (see {@link Restorations}). Long windows matter, for an index is noisy and wear
 * slow.
 */
public final class WindowFeatures {

  private static final int[] MEANS = {5, 10, 20, 40, 80, 160, 240};
  private static final int[] SLOPES = {20, 40, 80, 160};
  private static final int EARLY = 15;
  private static final int SINCE_EARLY = 20;
  private static final int PER_INDEX = MEANS.length + SLOPES.length + 1;

  private WindowFeatures() {}

  /** Number of features. */
  public static int count(int indices) {
    return 1 + indices * PER_INDEX;
  }

  /** The wear index a feature is made of, -1 for the cycle number. */
  public static int indexOf(int feature) {
    return feature == 0 ? -1 : (feature - 1) / PER_INDEX;
  }

  /**
   * Computes the features at a cycle from this and earlier cycles only.
   *
   * @param indices {@code [index][cycle]}
   * @param start first cycle looked at
   * @param t cycle, from 0
   * @param target receives {@link #count} values from an offset on
   */
  public static void at(float[][] indices, int start, int t, float[] target, int offset) {
    target[offset] = t + 1;
    int at = offset + 1;
    for (float[] index : indices) {
      means(index, start, t, target, at);
      at += MEANS.length;
      for (int width : SLOPES) {
        target[at++] = slope(index, Math.max(start, t + 1 - width), t);
      }
      float now = mean(index, Math.max(start, t + 1 - SINCE_EARLY), t);
      target[at++] = now - mean(index, start, Math.min(t, start + EARLY - 1));
    }
  }

  private static void means(float[] index, int start, int t, float[] target, int offset) {
    double sum = 0;
    int from = t;
    for (int w = 0; w < MEANS.length; w++) {
      int to = Math.max(start, t + 1 - MEANS[w]);
      for (; from >= to; from--) {
        sum += index[from];
      }
      target[offset + w] = (float) (sum / (t + 1 - to));
    }
  }

  private static float mean(float[] index, int from, int to) {
    double sum = 0;
    for (int i = from; i <= to; i++) {
      sum += index[i];
    }
    return (float) (sum / (to - from + 1));
  }

  private static float slope(float[] index, int from, int to) {
    int n = to - from + 1;
    if (n < 2) {
      return 0;
    }
    double middle = (n - 1) / 2.0;
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += (i - middle) * index[from + i];
    }
    return (float) (12 * sum / ((double) n * ((double) n * n - 1)));
  }
}

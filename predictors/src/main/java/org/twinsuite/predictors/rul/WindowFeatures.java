package org.twinsuite.predictors.rul;

import java.util.ArrayList;
import java.util.List;

/**
 * What the fleet model sees of a unit at one cycle. Per signal: means over the last 5 to 80 cycles,
 * slopes, the scatter of the last 30 cycles and the change since the unit's first 15; and the cycle
 * number. Signals are the normalised sensors and linear combinations of them (see {@link
 * WearIndex}).
 */
public final class WindowFeatures {

  private static final int[] MEANS = {5, 10, 20, 40, 80};
  private static final int[] SLOPES = {20, 40, 80};
  private static final int SCATTER = 30;
  private static final int EARLY = 15;
  private static final int SINCE_EARLY = 20;
  private static final int PER_SIGNAL = MEANS.length + SLOPES.length + 2;

  private WindowFeatures() {}

  /** Number of features. */
  public static int count(int signals) {
    return 1 + signals * PER_SIGNAL;
  }

  /** Index of the signal a feature is made of, -1 for the cycle number. */
  public static int signalOf(int feature) {
    return feature == 0 ? -1 : (feature - 1) / PER_SIGNAL;
  }

  /** Names of all features, for reports. */
  public static List<String> names(List<String> signals) {
    List<String> names = new ArrayList<>();
    names.add("cycle");
    for (String signal : signals) {
      for (int width : MEANS) {
        names.add(signal + " mean " + width);
      }
      for (int width : SLOPES) {
        names.add(signal + " slope " + width);
      }
      names.add(signal + " scatter " + SCATTER);
      names.add(signal + " since first " + EARLY);
    }
    return names;
  }

  /** Index of the first feature of a signal. */
  public static int offsetOf(int signal) {
    return 1 + signal * PER_SIGNAL;
  }

  /**
   * Computes the features of all signals at a cycle from this and earlier cycles only.
   *
   * @param signals {@code [signal][cycle]}
   * @param t cycle, from 0
   * @param target receives {@link #count} values from an offset on
   */
  public static void at(float[][] signals, int t, float[] target, int offset) {
    target[offset] = t + 1;
    ofSignals(signals, t, target, offset + 1);
  }

  /** As {@link #at}, without the cycle number. */
  static void ofSignals(float[][] signals, int t, float[] target, int offset) {
    int at = offset;
    for (float[] signal : signals) {
      at = means(signal, t, target, at);
      for (int width : SLOPES) {
        target[at++] = slope(signal, Math.max(0, t + 1 - width), t);
      }
      target[at++] = scatter(signal, Math.max(0, t + 1 - SCATTER), t);
      int early = Math.min(EARLY, t + 1);
      target[at++] = mean(signal, Math.max(0, t + 1 - SINCE_EARLY), t) - mean(signal, 0, early - 1);
    }
  }

  private static int means(float[] signal, int t, float[] target, int offset) {
    double sum = 0;
    int from = t;
    for (int w = 0; w < MEANS.length; w++) {
      int to = Math.max(0, t + 1 - MEANS[w]);
      for (; from >= to; from--) {
        sum += signal[from];
      }
      target[offset + w] = (float) (sum / (t + 1 - to));
    }
    return offset + MEANS.length;
  }

  private static float mean(float[] signal, int from, int to) {
    double sum = 0;
    for (int i = from; i <= to; i++) {
      sum += signal[i];
    }
    return (float) (sum / (to - from + 1));
  }

  private static float slope(float[] signal, int from, int to) {
    int n = to - from + 1;
    if (n < 2) {
      return 0;
    }
    double middle = (n - 1) / 2.0;
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += (i - middle) * signal[from + i];
    }
    return (float) (12 * sum / ((double) n * ((double) n * n - 1)));
  }

  private static float scatter(float[] signal, int from, int to) {
    double mean = mean(signal, from, to);
    double sum = 0;
    for (int i = from; i <= to; i++) {
      sum += (signal[i] - mean) * (signal[i] - mean);
    }
    return (float) Math.sqrt(sum / (to - from + 1));
  }
}

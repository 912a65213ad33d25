package org.twinsuite.rules.detect;

import java.util.Arrays;
import org.twinsuite.rules.fact.Baseline;
import org.twinsuite.rules.pack.row.Derivation;

/**
 * Compares an average of the newest values with what was usual when the thing was first watched:
 * the median of the first samples, which single transients and a short standstill do not move. It
 * is not learned again after a repair, or a repair that failed would become the usual state.
 */
abstract sealed class LearnedBaseline extends Derived permits Deviation, Variability {

  private double[] learning;
  private int learned;
  private double usual = Double.NaN;
  private double average;
  private int averaged;

  LearnedBaseline(Derivation row, Signal out) {
    super(row, out);
  }

  final boolean known() {
    return !Double.isNaN(usual);
  }

  final double usual() {
    return usual;
  }

  final void take(long at, double value, long revision) {
    if (!known()) {
      learn(at, value, revision);
    } else if (Math.abs(value / usual - 1) * 100 <= row().band()) {
      average = averaged == 0 ? value : average + 2.0 / (row().smooth() + 1) * (value - average);
      averaged = Math.min(averaged + 1, row().smooth());
      if (averaged == row().smooth()) {
        out().computed(at, compared(average, usual), revision);
      }
    }
  }

  /** The usual average, from the median. */
  abstract double usual(double median);

  /** How the average stands against the usual value. */
  abstract double compared(double average, double usual);

  private void learn(long at, double value, long revision) {
    if (learning == null) {
      learning = new double[row().learn()];
    }
    learning[learned++] = value;
    if (learned < learning.length) {
      return;
    }
    double[] sorted = learning.clone();
    Arrays.sort(sorted);
    double median = sorted[sorted.length / 2];
    learned = 0;
    if (median != 0) {
      usual = usual(median);
      learning = null;
      learned(usual, at, revision);
    }
  }

  @Override
  void restart() {
    averaged = 0;
  }

  @Override
  void baseline(Baseline known) {
    usual = known.usual();
    learning = null;
    learned = 0;
  }

  @Override
  void adopt(Derived old) {
    if (old instanceof LearnedBaseline before) {
      learning = before.learning;
      learned = before.learned;
      usual = before.usual;
      average = before.average;
      averaged = before.averaged;
    }
  }
}

package org.twinsuite.rules.detect;

import org.twinsuite.rules.pack.row.Derivation;

/** Percent above (negative: below) the thing's own baseline. */
final class Deviation extends LearnedBaseline {

  Deviation(Derivation row, Signal out) {
    super(row, out);
  }

  @Override
  void offer(Signal from, long at, double value, long revision) {
    take(at, value, revision);
  }

  @Override
  double usual(double median) {
    return median;
  }

  @Override
  double compared(double average, double usual) {
    return 100 * (average / usual - 1);
  }
}

package org.twinsuite.rules.detect;

import org.twinsuite.rules.pack.row.Derivation;

/**
 * How much neighbouring samples differ, against what is usual. Differences of neighbours leave slow
 * changes of load out (J. von Neumann, "Distribution of the ratio of the mean square successive
 * difference to the variance", 1941).
 */
final class Variability extends LearnedBaseline {

  /** Mean over median of the size of a normal difference. */
  private static final double MEAN_OF_MEDIAN = 1.1829;

  private double last = Double.NaN;

  Variability(Derivation row, Signal out) {
    super(row, out);
  }

  @Override
  void offer(Signal from, long at, double value, long revision) {
    double difference = Math.abs(value - last);
    last = value;
    if (!Double.isNaN(difference)) {
      take(at, difference, revision);
    }
  }

  @Override
  double usual(double median) {
    return MEAN_OF_MEDIAN * median;
  }

  @Override
  double compared(double average, double usual) {
    return average / usual;
  }

  @Override
  void restart() {
    super.restart();
    last = Double.NaN;
  }

  @Override
  void adopt(Derived old) {
    super.adopt(old);
    if (old instanceof Variability before) {
      last = before.last;
    }
  }
}

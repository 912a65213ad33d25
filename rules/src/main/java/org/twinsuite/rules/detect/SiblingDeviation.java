package org.twinsuite.rules.detect;

import java.util.List;
import org.twinsuite.rules.pack.row.Derivation;

/** A deviation less the median of the siblings' deviations of the last day. */
final class SiblingDeviation extends Derived {

  private static final int FEWEST = 3;
  private static final long DAY_MS = 86_400_000;
  private final Siblings siblings;

  SiblingDeviation(Derivation row, Signal out, Siblings siblings) {
    super(row, out);
    this.siblings = siblings;
  }

  @Override
  void offer(Signal from, long at, double value, long revision) {
    List<Signal> others = siblings.signals(out().thing(), row().of());
    double[] theirs =
        others.stream()
            .filter(s -> Math.abs(at - s.lastGoodAt()) <= DAY_MS)
            .mapToDouble(s -> s.value(0))
            .sorted()
            .toArray();
    if (theirs.length >= FEWEST) {
      double median = (theirs[(theirs.length - 1) / 2] + theirs[theirs.length / 2]) / 2;
      out().computed(at, value - median, revision);
    }
  }
}

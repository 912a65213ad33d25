package org.twinsuite.rules.state;

import org.twinsuite.rules.pack.Derivation;

/** One signal divided by another; a sample of each is used once, if both are of the same time. */
final class Ratio extends Derived {

  private long ofAt = Long.MIN_VALUE;
  private long byAt = Long.MIN_VALUE;
  private double of;
  private double by;

  Ratio(Derivation row, Signal out) {
    super(row, out);
  }

  @Override
  void offer(Signal from, long at, double value, long revision) {
    if (from.name().equals(row().of())) {
      ofAt = at;
      of = value;
    } else {
      byAt = at;
      by = value;
    }
    // a stopped machine divides by nothing
    if (ofAt == byAt && by != 0) {
      out().computed(at, of / by, revision);
    }
  }
}

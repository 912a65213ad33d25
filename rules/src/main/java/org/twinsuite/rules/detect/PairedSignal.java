package org.twinsuite.rules.detect;

import org.twinsuite.rules.pack.row.Derivation;

/** Computed from two signals; a sample of each is used once, if both are of the same time. */
abstract sealed class PairedSignal extends Derived permits Ratio, CoMovement {

  private long ofAt = Long.MIN_VALUE;
  private long byAt = Long.MIN_VALUE;
  private double of;
  private double by;

  PairedSignal(Derivation row, Signal out) {
    super(row, out);
  }

  @Override
  final void offer(Signal from, long at, double value, long revision) {
    if (from.name().equals(row().of())) {
      ofAt = at;
      of = value;
    } else {
      byAt = at;
      by = value;
    }
    if (ofAt == byAt) {
      take(at, of, by, revision);
    }
  }

  /** Two samples of the same time. */
  abstract void take(long at, double of, double by, long revision);
}

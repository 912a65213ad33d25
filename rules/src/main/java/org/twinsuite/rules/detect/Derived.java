package org.twinsuite.rules.detect;

import java.time.Instant;
import org.twinsuite.rules.fact.Baseline;
import org.twinsuite.rules.pack.row.Derivation;

/** Computes a signal from others of the same thing; a few numbers of state, no samples kept. */
abstract sealed class Derived permits PairedSignal, LearnedBaseline, SiblingDeviation {

  private final Derivation row;
  private final Signal out;

  Derived(Derivation row, Signal out) {
    this.row = row;
    this.out = out;
  }

  static Derived of(Derivation row, Signal out, Siblings siblings) {
    return switch (row.kind()) {
      case RATIO -> new Ratio(row, out);
      case DEVIATION -> new Deviation(row, out);
      case SCATTER -> new Variability(row, out);
      case APART -> new SiblingDeviation(row, out, siblings);
      case TOGETHER -> new CoMovement(row, out);
    };
  }

  final Derivation row() {
    return row;
  }

  final Signal out() {
    return out;
  }

  /** Tells what is usual, for those who keep it. */
  final void learned(double usual, long at, long revision) {
    ThingState thing = out.thing();
    thing.learned(
        new Baseline(
            thing.id(), row.name(), usual, row.learn(), Instant.ofEpochMilli(at), revision));
  }

  /** A new good sample of a signal it is computed from; older ones than the last never come. */
  abstract void offer(Signal from, long at, double value, long revision);

  /** The part was replaced: what was averaged so far no longer holds; what is usual does. */
  void restart() {}

  /** Takes over what another pack's derivation of the same kind knew. */
  void adopt(Derived old) {}

  /** Takes over what is usual. */
  void baseline(Baseline known) {}

  /** Whether what the other one learned holds for this one too. */
  final boolean sameAs(Derived other) {
    Derivation that = other.row;
    return row.kind() == that.kind()
        && row.of().equals(that.of())
        && row.by().equals(that.by())
        && row.learn() == that.learn()
        && row.smooth() == that.smooth();
  }
}

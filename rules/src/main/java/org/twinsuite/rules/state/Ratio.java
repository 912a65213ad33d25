package org.twinsuite.rules.state;

import org.twinsuite.rules.pack.Derivation;

/** One signal divided by another. */
final class Ratio extends Paired {

  Ratio(Derivation row, Signal out) {
    super(row, out);
  }

  @Override
  void take(long at, double of, double by, long revision) {
    // a stopped machine divides by nothing
    if (by != 0) {
      out().computed(at, of / by, revision);
    }
  }
}

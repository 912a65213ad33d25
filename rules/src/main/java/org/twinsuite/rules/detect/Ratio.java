package org.twinsuite.rules.detect;

import org.twinsuite.rules.pack.row.Derivation;

/** One signal divided by another. */
final class Ratio extends PairedSignal {

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

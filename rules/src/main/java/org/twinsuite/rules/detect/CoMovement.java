package org.twinsuite.rules.detect;

import org.twinsuite.rules.fact.Baseline;
import org.twinsuite.rules.pack.row.Derivation;

/**
 * Whether two signals move together more often than they used to: the mean of +1 where neighbouring
 * samples of both differ in the same direction and -1 where in opposite ones (N. Blomqvist, "On a
 * measure of dependence between two random variables", 1950), less the mean learned first. Only
 * signs count, so one step of the load is one sample and no more.
 *
 * <p>Load moves flow and head of a centrifugal pump against each other, along its falling curve;
 * vapour in the impeller takes both away at once.
 */
final class CoMovement extends PairedSignal {

  private double learning;
  private int learned;
  private double newest;
  private int averaged;
  private double usual = Double.NaN;
  private double lastOf = Double.NaN;
  private double lastBy = Double.NaN;

  CoMovement(Derivation row, Signal out) {
    super(row, out);
  }

  @Override
  void take(long at, double of, double by, long revision) {
    double x = step(of, lastOf);
    double y = step(by, lastBy);
    lastOf = of;
    lastBy = by;
    if (!Double.isNaN(x) && !Double.isNaN(y)) {
      step(at, Math.signum(x) * Math.signum(y), revision);
    }
  }

  /** NaN for the first sample and for a start or stop, which moves everything at once. */
  private double step(double now, double last) {
    return Math.abs(now - last) * 100 <= row().band() * Math.abs(last) ? now - last : Double.NaN;
  }

  private void step(long at, double together, long revision) {
    if (Double.isNaN(usual)) {
      learning += together;
      if (++learned == row().learn()) {
        // a baseline is never 0
        usual = learning == 0 ? Double.MIN_NORMAL : learning / learned;
        learned(usual, at, revision);
      }
      return;
    }
    newest = averaged == 0 ? together : newest + 2.0 / (row().smooth() + 1) * (together - newest);
    averaged = Math.min(averaged + 1, row().smooth());
    if (averaged == row().smooth()) {
      out().computed(at, newest - usual, revision);
    }
  }

  @Override
  void restart() {
    averaged = 0;
    lastOf = Double.NaN;
    lastBy = Double.NaN;
  }

  @Override
  void baseline(Baseline known) {
    usual = known.usual();
  }

  @Override
  void adopt(Derived old) {
    if (old instanceof CoMovement before) {
      learning = before.learning;
      learned = before.learned;
      newest = before.newest;
      averaged = before.averaged;
      usual = before.usual;
      lastOf = before.lastOf;
      lastBy = before.lastBy;
    }
  }
}

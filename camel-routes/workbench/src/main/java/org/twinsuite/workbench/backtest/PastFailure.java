package org.twinsuite.workbench.backtest;

import java.time.Instant;
import java.util.Optional;
import org.twinsuite.rules.backtest.KnownFailure;
import org.twinsuite.rules.fact.OpenWorkOrder;

/**
 * A failure that happened, and when it was repaired.
 *
 * @param failureMode null if it is not known
 * @param at when it failed
 * @param repairedAt samples before tell of parts that are gone; null if it is not known
 */
public record PastFailure(String thing, String failureMode, Instant at, Instant repairedAt) {

  KnownFailure known() {
    return new KnownFailure(thing, failureMode, at);
  }

  /** The repair as the order of somebody else that was closed; empty if none is known. */
  Optional<OpenWorkOrder> repair() {
    return repairedAt == null
        ? Optional.empty()
        : Optional.of(
            new OpenWorkOrder(thing, "repair of " + at, failureMode, false, repairedAt, 0));
  }
}

package org.twinsuite.app.backtest;

import java.time.Instant;
import org.twinsuite.rules.backtest.KnownFailure;

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
}

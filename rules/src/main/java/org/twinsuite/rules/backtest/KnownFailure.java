package org.twinsuite.rules.backtest;

import java.time.Duration;
import java.time.Instant;
import org.twinsuite.rules.action.CreateWorkOrder;

/**
 * A failure that happened.
 *
 * @param failureMode null if it is not known; every order for the thing then counts
 */
public record KnownFailure(String thingId, String failureMode, Instant at) {

  /** Whether an order came before it, for the same trouble, at most the horizon ahead. */
  boolean foreseenBy(CreateWorkOrder order, Duration horizon) {
    return order.thingId().equals(thingId)
        && (failureMode == null || failureMode.equals(order.failureMode()))
        && !order.at().isAfter(at)
        && !order.at().plus(horizon).isBefore(at);
  }
}

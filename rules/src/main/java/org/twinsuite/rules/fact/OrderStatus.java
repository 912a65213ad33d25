package org.twinsuite.rules.fact;

import java.time.Instant;
import java.util.Objects;

/**
 * State of one of the suite's own orders, from feature {@code maintenance}.
 *
 * @param reference the deterministic reference the order was raised with
 * @param orderNumber number in the CMMS, null until it answered
 * @param failureMode failure mode of the episode
 * @param episode episode number
 */
public record OrderStatus(
    String thingId,
    String reference,
    String orderNumber,
    OrderState state,
    String failureMode,
    int episode,
    Instant at,
    long revision)
    implements Fact {

  public OrderStatus {
    Objects.requireNonNull(thingId, "thingId");
    Objects.requireNonNull(reference, "reference");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(at, "at");
  }
}

package org.twinsuite.rules.fact;

import java.time.Instant;
import java.util.Objects;

/**
 * An order in the CMMS that somebody else raised for this thing.
 *
 * @param failureMode null if the order does not say; it then stands for every failure mode
 * @param open false when it was closed
 */
public record OpenWorkOrder(
    String thingId, String orderNumber, String failureMode, boolean open, Instant at, long revision)
    implements Fact {

  public OpenWorkOrder {
    Objects.requireNonNull(thingId, "thingId");
    Objects.requireNonNull(orderNumber, "orderNumber");
    Objects.requireNonNull(at, "at");
  }
}

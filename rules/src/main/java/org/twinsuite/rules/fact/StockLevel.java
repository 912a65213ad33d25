package org.twinsuite.rules.fact;

import java.time.Instant;
import java.util.Objects;

/**
 * Stock of a spare part as the ERP system tells it.
 *
 * @param thingId the thing the part belongs to
 * @param available unreserved pieces
 * @param nextDelivery when more will arrive, null if nothing is on order
 */
public record StockLevel(
    String thingId, String part, double available, Instant nextDelivery, Instant at, long revision)
    implements Fact {

  public StockLevel {
    Objects.requireNonNull(thingId, "thingId");
    Objects.requireNonNull(part, "part");
    Objects.requireNonNull(at, "at");
  }
}

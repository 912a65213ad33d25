package org.twinsuite.rules.fact;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * Stock of a spare part as the ERP system tells it.
 *
 * @param thingId the thing the part belongs to
 * @param available unreserved pieces
 * @param nextDelivery when more will arrive, null if nothing is on order
 * @param lead how long the part takes to come once it is asked for; null if unknown
 */
public record StockLevel(
    String thingId,
    String part,
    double available,
    Instant nextDelivery,
    Duration lead,
    Instant at,
    long revision)
    implements Fact {

  /** Without a known lead time. */
  public StockLevel(
      String thingId,
      String part,
      double available,
      Instant nextDelivery,
      Instant at,
      long revision) {
    this(thingId, part, available, nextDelivery, null, at, revision);
  }

  public StockLevel {
    Objects.requireNonNull(thingId, "thingId");
    Objects.requireNonNull(part, "part");
    Objects.requireNonNull(at, "at");
  }
}

package org.twinsuite.rules.action;

import java.time.Instant;
import org.twinsuite.rules.evidence.Evidence;

/** Reserve spare parts for an episode's order, needed at {@code needBy}. */
public record ReservePart(
    String thingId,
    String failureMode,
    int episode,
    String reference,
    String part,
    double quantity,
    Instant needBy,
    Instant at,
    Evidence evidence)
    implements Action {

  @Override
  public String discriminator() {
    return ":" + part;
  }
}

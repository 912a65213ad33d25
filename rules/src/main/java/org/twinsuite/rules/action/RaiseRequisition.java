package org.twinsuite.rules.action;

import java.time.Instant;
import org.twinsuite.rules.evidence.Evidence;

/** Ask purchasing for a part that is not in stock, needed at {@code needBy}. */
public record RaiseRequisition(
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

package org.twinsuite.rules.action;

import java.time.Instant;
import org.twinsuite.rules.evidence.Evidence;

/** Tell people. {@code channel} is a name from the configuration, never an address. */
public record Notify(
    String thingId,
    String failureMode,
    int episode,
    String reference,
    String channel,
    String text,
    Instant at,
    Evidence evidence)
    implements Action {

  @Override
  public String discriminator() {
    return ":" + channel;
  }
}

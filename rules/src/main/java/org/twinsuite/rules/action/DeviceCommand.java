package org.twinsuite.rules.action;

import java.time.Instant;
import org.twinsuite.rules.evidence.Evidence;

/** Send a command to the device, e.g. to reduce speed; payload is JSON text. */
public record DeviceCommand(
    String thingId,
    String failureMode,
    int episode,
    String reference,
    String command,
    String payload,
    Instant at,
    Evidence evidence)
    implements Action {

  @Override
  public String discriminator() {
    return ":" + command;
  }
}

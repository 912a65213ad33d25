package org.twinsuite.rules.action;

import java.time.Instant;
import org.twinsuite.rules.evidence.Evidence;

/**
 * Send a command to the device, e.g. to reduce speed.
 *
 * @param payload JSON text, may be null
 * @param confirm what makes it count as done; the device's answer when null
 * @param undelivered what happens when no device took or answered it; it is sent again when null
 */
public record DeviceCommand(
    String thingId,
    String failureMode,
    int episode,
    String reference,
    String command,
    String payload,
    CommandConfirmation confirm,
    Undelivered undelivered,
    Instant at,
    Evidence evidence)
    implements Action {

  public DeviceCommand {
    confirm = confirm == null ? CommandConfirmation.ANSWER : confirm;
    undelivered = undelivered == null ? Undelivered.RETRY : undelivered;
  }

  @Override
  public String discriminator() {
    return ":" + command;
  }
}

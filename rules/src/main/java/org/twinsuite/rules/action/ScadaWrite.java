package org.twinsuite.rules.action;

import java.time.Instant;
import org.twinsuite.rules.evidence.Evidence;

/**
 * Write a set point: {@code tag} is the feature id, {@code unit} the UCUM code of {@code value}.
 */
public record ScadaWrite(
    String thingId,
    String failureMode,
    int episode,
    String reference,
    String tag,
    double value,
    String unit,
    Instant at,
    Evidence evidence)
    implements Action {

  @Override
  public String discriminator() {
    return ":" + tag;
  }
}

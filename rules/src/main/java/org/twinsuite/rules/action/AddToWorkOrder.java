package org.twinsuite.rules.action;

import java.time.Instant;
import org.twinsuite.rules.evidence.Evidence;

/**
 * Add material news to the order of an open episode.
 *
 * @param ruleId rule that found it
 * @param note number of the note within the episode, from 1
 * @param priority new priority of the order, 1 is most urgent; never less urgent than before
 * @param window new window
 * @param text one line
 */
public record AddToWorkOrder(
    String thingId,
    String failureMode,
    int episode,
    String reference,
    String ruleId,
    int note,
    int priority,
    Window window,
    String text,
    Instant at,
    Evidence evidence)
    implements Action {

  @Override
  public String discriminator() {
    return ":" + note;
  }
}

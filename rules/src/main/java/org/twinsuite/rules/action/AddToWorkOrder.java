package org.twinsuite.rules.action;

import java.time.Instant;
import org.twinsuite.rules.evidence.Evidence;
import org.twinsuite.rules.fact.PlainText;

/**
 * Add material news to the order of an open episode.
 *
 * @param ruleId rule that found it
 * @param note number of the note within the episode, from 1
 * @param priority new priority of the order, 1 is most urgent; never less urgent than before
 * @param window when the work should be done, as seen now; null if the finding asks for no work
 * @param text one line
 * @param orderNumber number of somebody else's order the note goes to; null for the episode's own
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
    Evidence evidence,
    String orderNumber)
    implements Action {

  private static final int MOST_TEXT = 1000;

  /** Text is made printable and cut at 1,000 characters. */
  public AddToWorkOrder {
    text = PlainText.of(text, MOST_TEXT);
  }

  /** A note on the episode's own order. */
  public AddToWorkOrder(
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
      Evidence evidence) {
    this(
        thingId,
        failureMode,
        episode,
        reference,
        ruleId,
        note,
        priority,
        window,
        text,
        at,
        evidence,
        null);
  }

  @Override
  public String discriminator() {
    return ":" + note;
  }
}

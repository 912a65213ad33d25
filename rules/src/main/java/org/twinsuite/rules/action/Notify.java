package org.twinsuite.rules.action;

import java.time.Instant;
import org.twinsuite.rules.evidence.Evidence;
import org.twinsuite.rules.fact.PlainText;

/**
 * Tell people.
 *
 * @param channel a name from the configuration, never an address; mostly the owner of the rule
 * @param topic what tells several messages of one episode on one channel apart; null if there is
 *     one only
 */
public record Notify(
    String thingId,
    String failureMode,
    int episode,
    String reference,
    String channel,
    String topic,
    String text,
    Instant at,
    Evidence evidence)
    implements Action {

  private static final int MOST_TEXT = 2000;

  /** Text is made printable and cut at 2,000 characters: devices may have a say in it. */
  public Notify {
    text = PlainText.of(text, MOST_TEXT);
  }

  /** The only message of the episode on this channel. */
  public Notify(
      String thingId,
      String failureMode,
      int episode,
      String reference,
      String channel,
      String text,
      Instant at,
      Evidence evidence) {
    this(thingId, failureMode, episode, reference, channel, null, text, at, evidence);
  }

  @Override
  public String discriminator() {
    return topic == null ? ":" + channel : ":" + channel + "/" + topic;
  }
}

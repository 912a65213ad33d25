package org.twinsuite.connectors.scada;

import java.time.Instant;

/**
 * One value of one tag, already in the twin's terms.
 *
 * @param tag where it comes from and where it goes
 * @param value Double, Boolean or String; null if the source gave none, which a bad quality
 *     explains
 * @param quality kept also when it is bad or uncertain
 * @param sourceTimestamp when it was measured; null if the source does not say
 * @param serverTimestamp when the server got it; null if the server does not say
 * @param receivedAt when it was received here
 * @param historical sent later, from a buffer: belongs to the history, not to the present
 */
public record TagSample(
    Tag tag,
    Object value,
    Quality quality,
    Instant sourceTimestamp,
    Instant serverTimestamp,
    Instant receivedAt,
    boolean historical)
    implements Signal {

  public TagSample(
      Tag tag,
      Object value,
      Quality quality,
      Instant sourceTimestamp,
      Instant serverTimestamp,
      Instant receivedAt) {
    this(tag, value, quality, sourceTimestamp, serverTimestamp, receivedAt, false);
  }

  /** No value, and why; the time is when that was noticed. */
  public static TagSample without(Tag tag, String code, Instant now) {
    return new TagSample(tag, null, Quality.bad(code), now, null, now);
  }

  @Override
  public String thing() {
    return tag.thing();
  }

  @Override
  public String feature() {
    return tag.feature();
  }
}

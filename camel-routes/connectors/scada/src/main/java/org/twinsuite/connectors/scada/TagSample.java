package org.twinsuite.connectors.scada;

import java.time.Instant;
import org.twinsuite.twin.Quality;

/**
 * One value of one tag, already in the twin's terms.
 *
 * @param tag where it comes from and where it goes
 * @param value Double, Boolean, String or a list of these and null; null if the source gave none,
 *     which a bad quality explains
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

  /**
   * From what a source reports. A bad value is left out, and one that a twin cannot hold becomes
   * bad.
   *
   * @param raw before scaling: Number, Boolean, String, a list of these, or null
   */
  public static TagSample of(
      Tag tag,
      Object raw,
      Quality quality,
      Instant sourceTimestamp,
      Instant serverTimestamp,
      Instant receivedAt,
      boolean historical) {
    Object value = quality.severity() == Quality.Severity.BAD ? null : tag.toTwin(raw);
    Quality judged = quality;
    if (quality.severity() != Quality.Severity.BAD) {
      String problem = TwinValue.problem(value);
      if (problem != null) {
        judged = Quality.bad(quality.isGood() || value != null ? problem : quality.code());
        value = null;
      }
    }
    return new TagSample(
        tag, value, judged, sourceTimestamp, serverTimestamp, receivedAt, historical);
  }

  /** No value, and why; the time is when that was noticed. */
  public static TagSample without(Tag tag, String code, Instant now) {
    return new TagSample(tag, null, Quality.bad(code), now, null, now);
  }

  /** The same at another time. */
  @Override
  public TagSample at(Instant time) {
    return new TagSample(tag, value, quality, time, serverTimestamp, receivedAt, historical);
  }

  @Override
  public long bytes() {
    return 256 + 2 * TwinValue.bytes(value);
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

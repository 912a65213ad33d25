package org.twinsuite.rules.fact;

import java.time.Instant;
import java.util.Objects;

/**
 * A finding about the data of a point, made outside the rules (a parked message, a refused sample).
 *
 * @param feature the tag; null if it concerns the whole thing
 * @param code short machine word, e.g. {@code not-a-number}, {@code unknown-unit}; cut at 64
 *     characters
 * @param text for people; made printable and cut at 300 characters, for devices may have a say in
 *     it
 */
public record DataQuality(
    String thingId, String feature, String code, String text, Instant at, long revision)
    implements Fact {

  private static final int MOST_CODE = 64;
  private static final int MOST_TEXT = 300;

  public DataQuality {
    Objects.requireNonNull(thingId, "thingId");
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(at, "at");
    code = PlainText.of(code, MOST_CODE);
    text = PlainText.of(text, MOST_TEXT);
  }
}

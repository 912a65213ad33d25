package org.twinsuite.rules.fact;

import java.time.Instant;
import java.util.Objects;

/**
 * A finding about the data of a point, made outside the rules (a parked message, a refused sample).
 *
 * @param feature the tag; null if it concerns the whole thing
 * @param code short machine word, e.g. {@code not-a-number}, {@code unknown-unit}
 * @param text for people
 */
public record DataQuality(
    String thingId, String feature, String code, String text, Instant at, long revision)
    implements Fact {

  public DataQuality {
    Objects.requireNonNull(thingId, "thingId");
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(at, "at");
  }
}

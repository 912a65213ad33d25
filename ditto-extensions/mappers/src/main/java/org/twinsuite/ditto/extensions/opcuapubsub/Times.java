package org.twinsuite.ditto.extensions.opcuapubsub;

import java.time.Instant;
import java.util.Optional;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonValue;
import org.twinsuite.ditto.extensions.sample.Sample;
import org.twinsuite.twin.IsoInstant;

/** Times of OPC UA. The first instant of 1601 says that there is none, and so does .NET's of 1. */
final class Times {

  private static final long FIRST = Instant.parse("1601-01-02T00:00:00Z").toEpochMilli();
  private static final int MAX_LENGTH = 64;

  private Times() {}

  /** Whether a text is a time that stands for none. */
  static boolean isNone(String text) {
    if (text.length() > MAX_LENGTH) {
      return false;
    }
    long time = IsoInstant.parse(text);
    return time != Sample.UNKNOWN && time < FIRST;
  }

  /**
   * A member's time in milliseconds since 1970.
   *
   * @return {@link Sample#UNKNOWN} if there is none
   * @throws IllegalArgumentException if the member is not a time
   */
  static long of(JsonObject object, String name) {
    Optional<JsonValue> member = JsonMembers.present(object, name);
    if (member.isEmpty()) {
      return Sample.UNKNOWN;
    }
    String text = member.get().isString() ? member.get().asString() : "";
    long time =
        text.isEmpty() || text.length() > MAX_LENGTH ? Sample.UNKNOWN : IsoInstant.parse(text);
    if (time == Sample.UNKNOWN) {
      throw new IllegalArgumentException(name + " is not a valid ISO 8601 time");
    }
    return time < FIRST ? Sample.UNKNOWN : time;
  }
}

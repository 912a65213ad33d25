package org.twinsuite.ditto.extensions.sample;

import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonValue;
import org.twinsuite.twin.WellFormedText;

/**
 * A part of a payload that could not be used.
 *
 * @param thing thing id it belongs to; {@code null} if that is not known
 * @param field where it is in the payload
 * @param reason what is wrong
 * @param fix what to do about it
 * @param raw the value that was there; {@code null} if it cannot be shown
 */
public record Rejected(String thing, String field, String reason, String fix, JsonValue raw) {

  private static final int MAX_RAW = 1_000;

  /** As it is sent; a long value, and one that UTF-8 cannot carry, is left out. */
  public JsonObject json() {
    var json =
        JsonObject.newBuilder()
            .set("field", WellFormedText.repaired(field))
            .set("reason", WellFormedText.repaired(reason))
            .set("fix", fix);
    if (raw != null) {
      String text = raw.toString();
      if (text.length() <= MAX_RAW && WellFormedText.isWellFormed(text) && !text.contains("\\u")) {
        json.set("raw", raw);
      }
    }
    return json.build();
  }
}

package org.twinsuite.ditto.extensions.sample;

import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonValue;

/**
 * A part of a payload that could not become a sample.
 *
 * @param thing thing id it belongs to
 * @param field where it stands in the payload
 * @param reason what is wrong
 * @param fix what to do about it
 * @param raw what stood there; {@code null} if it cannot be shown
 */
public record Rejected(String thing, String field, String reason, String fix, JsonValue raw) {

  public JsonObject json() {
    var json = JsonObject.newBuilder().set("field", field).set("reason", reason).set("fix", fix);
    if (raw != null) {
      json.set("raw", raw);
    }
    return json.build();
  }
}

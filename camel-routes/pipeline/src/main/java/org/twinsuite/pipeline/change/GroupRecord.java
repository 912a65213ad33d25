package org.twinsuite.pipeline.change;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonObjectBuilder;
import org.eclipse.ditto.json.JsonValue;
import org.twinsuite.camel.ditto.TwinChange;

/**
 * A change on its way to those who judge its group.
 *
 * @param again a person wants it to be judged although it may have been
 */
record GroupRecord(TwinChange change, boolean again) {

  byte[] toBytes() {
    JsonObjectBuilder json =
        JsonObject.newBuilder()
            .set("thingId", change.thingId())
            .set("path", change.path())
            .set("action", change.action())
            .set("revision", change.revision())
            .set("again", again);
    if (change.value() != null) {
      json.set("value", change.value());
    }
    if (change.timestamp() != null) {
      json.set("timestamp", change.timestamp().toString());
    }
    if (change.correlationId() != null) {
      json.set("correlationId", change.correlationId());
    }
    return json.build().toString().getBytes(StandardCharsets.UTF_8);
  }

  static GroupRecord of(byte[] bytes) {
    JsonObject json = JsonObject.of(new String(bytes, StandardCharsets.UTF_8));
    String timestamp = text(json, "timestamp");
    return new GroupRecord(
        new TwinChange(
            text(json, "thingId"),
            text(json, "path"),
            text(json, "action"),
            json.getValue("value").orElse(null),
            json.getValue("revision").orElseThrow().asLong(),
            timestamp == null ? null : Instant.parse(timestamp),
            null,
            text(json, "correlationId")),
        json.getValue("again").map(JsonValue::asBoolean).orElse(false));
  }

  private static String text(JsonObject json, String name) {
    return json.getValue(name).map(JsonValue::asString).orElse(null);
  }
}

package org.twinsuite.app.ingest;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Locale;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonObjectBuilder;
import org.eclipse.ditto.json.JsonPointer;
import org.eclipse.ditto.json.JsonValue;

/**
 * Points as a merge patch of a thing's features, and the condition under which they are news to it.
 *
 * @param condition RQL: no feature of the patch has a sample as new as the patch's
 */
record TwinPatch(JsonObject patch, String condition) {
  /** Always the same width, so that the order of texts is the order of times. */
  private static final DateTimeFormatter MILLIS =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

  static TwinPatch of(List<Point> points, Instant serverTime, Instant receivedAt) {
    String server = MILLIS.format(serverTime);
    String received = MILLIS.format(receivedAt);
    JsonObjectBuilder features = JsonObject.newBuilder();
    StringBuilder condition = new StringBuilder();
    for (Point point : points) {
      String source = MILLIS.format(point.sourceTime());
      JsonObjectBuilder properties =
          JsonObject.newBuilder()
              .set(
                  "value",
                  Double.isNaN(point.value())
                      ? JsonValue.nullLiteral()
                      : JsonValue.of(point.value()));
      if (point.unit() != null) {
        properties.set("unit", point.unit());
      }
      properties
          .set(
              "quality",
              JsonObject.newBuilder()
                  .set("severity", point.quality().name().toLowerCase(Locale.ROOT))
                  .build())
          .set("sourceTimestamp", source)
          .set("serverTimestamp", server)
          .set("receivedAt", received);
      features.set(
          JsonPointer.of("/" + point.feature()),
          JsonObject.newBuilder().set("properties", properties.build()).build());
      String path = "features/" + point.feature() + "/properties/sourceTimestamp";
      condition
          .append(condition.length() == 0 ? "" : ",")
          .append("or(not(exists(" + path + ")),lt(" + path + ",\"" + source + "\"))");
    }
    return new TwinPatch(
        features.build(), points.size() == 1 ? condition.toString() : "and(" + condition + ")");
  }
}

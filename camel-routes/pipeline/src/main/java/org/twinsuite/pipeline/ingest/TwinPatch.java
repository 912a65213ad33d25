package org.twinsuite.pipeline.ingest;

import java.time.Duration;
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
  /** A sample in the twin that is further ahead of now was dated by a wrong clock. */
  private static final Duration MAX_AHEAD = Duration.ofDays(1);

  /** Always the same width, so that the order of texts is the order of times. */
  private static final DateTimeFormatter MILLIS =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

  static TwinPatch of(List<Point> points, Instant serverTime, Instant receivedAt) {
    String server = MILLIS.format(serverTime);
    String received = MILLIS.format(receivedAt);
    Instant now = serverTime.isAfter(receivedAt) ? serverTime : receivedAt;
    String ahead = MILLIS.format(now.plus(MAX_AHEAD));
    JsonObjectBuilder features = JsonObject.newBuilder();
    StringBuilder condition = new StringBuilder();
    for (Point point : points) {
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
      properties.set(
          "quality",
          JsonObject.newBuilder()
              .set("severity", point.quality().name().toLowerCase(Locale.ROOT))
              .build());
      if (point.sourceTime() != null) {
        properties.set("sourceTimestamp", MILLIS.format(point.sourceTime()));
      }
      properties.set("serverTimestamp", server).set("receivedAt", received);
      if (point.said() != null) {
        properties.setAll(point.said());
      }
      JsonObject written = properties.build();
      features.set(
          JsonPointer.of("/" + point.feature()),
          JsonObject.newBuilder().set("properties", written).build());
      condition.append(condition.length() == 0 ? "" : ",").append(isNews(point, written, ahead));
    }
    return new TwinPatch(
        features.build(), points.size() == 1 ? condition.toString() : "and(" + condition + ")");
  }

  /**
   * A device's sample is news if it is newer than the twin's. A control system says its last sample
   * again after a reconnect, so one of the same time counts too; and that the connection is lost is
   * news by the time it was noticed. A time of the twin that lies ahead hides none of those that
   * follow when the clock is right again.
   */
  private static String isNews(Point point, JsonObject written, String ahead) {
    String time = point.sourceTime() == null ? "receivedAt" : "sourceTimestamp";
    return "or(not(exists(%1$s)),%2$s(%1$s,%3$s),gt(%1$s,\"%4$s\"))"
        .formatted(
            "features/" + point.feature() + "/properties/" + time,
            point.said() == null ? "lt" : "le",
            written.getValue(time).orElseThrow(),
            ahead);
  }
}

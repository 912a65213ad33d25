package org.twinsuite.pipeline.ingest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eclipse.ditto.json.JsonKey;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonObjectBuilder;
import org.eclipse.ditto.json.JsonValue;
import org.twinsuite.twin.IsoInstant;
import org.twinsuite.twin.RqlCondition;
import org.twinsuite.twin.TwinPoint;

/**
 * Points as a merge patch of a thing's features, and the condition under which they are news to it.
 *
 * @param condition RQL: no feature of the patch has a sample as new as the patch's
 */
record TwinPatch(JsonObject patch, String condition) {

  /**
   * @param clockLimit a time in the twin that is later was dated by a wrong clock; {@code null}
   *     where events set the clock
   */
  static TwinPatch of(
      List<Point> points, Instant serverTime, Instant receivedAt, Instant clockLimit) {
    JsonObjectBuilder features = JsonObject.newBuilder();
    List<String> conditions = new ArrayList<>(points.size());
    for (Point point : points) {
      JsonObject properties = properties(point, serverTime, receivedAt);
      features.set(
          JsonKey.of(point.feature()),
          JsonObject.newBuilder().set(TwinPoint.PROPERTIES, properties).build());
      conditions.add(isNews(point, properties, clockLimit));
    }
    return new TwinPatch(features.build(), RqlCondition.and(conditions));
  }

  private static JsonObject properties(Point point, Instant serverTime, Instant receivedAt) {
    JsonObjectBuilder properties =
        JsonObject.newBuilder()
            .set(
                TwinPoint.VALUE,
                Double.isNaN(point.value())
                    ? JsonValue.nullLiteral()
                    : JsonValue.of(point.value()));
    if (point.unit() != null) {
      // the unit of former samples would be false beside a value in an unknown one
      properties.set(
          TwinPoint.UNIT,
          point.unit().isEmpty() ? JsonValue.nullLiteral() : JsonValue.of(point.unit()));
    }
    properties.set(
        TwinPoint.QUALITY,
        JsonObject.newBuilder()
            .set(TwinPoint.SEVERITY, point.quality().name().toLowerCase(Locale.ROOT))
            .build());
    if (point.sourceTime() != null) {
      properties.set(TwinPoint.SOURCE_TIMESTAMP, IsoInstant.format(point.sourceTime()));
    }
    properties
        .set(TwinPoint.SERVER_TIMESTAMP, IsoInstant.format(serverTime))
        .set(TwinPoint.RECEIVED_AT, IsoInstant.format(receivedAt));
    if (point.sourceProperties() != null) {
      properties.setAll(point.sourceProperties());
    }
    return properties.build();
  }

  /**
   * A device's sample is news if it is newer than the twin's. A control system repeats its last
   * sample after a reconnect, so one of the same time counts too; and that the connection is lost
   * is news by the time it was noticed.
   */
  private static String isNews(Point point, JsonObject properties, Instant clockLimit) {
    String time = point.sourceTime() == null ? TwinPoint.RECEIVED_AT : TwinPoint.SOURCE_TIMESTAMP;
    return RqlCondition.isNews(
        point.sourceProperties() == null ? "lt" : "le",
        RqlCondition.path(point.feature(), time),
        properties.getValue(time).orElseThrow().asString(),
        clockLimit);
  }
}

package org.twinsuite.pipeline.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.twinsuite.rules.fact.Quality;
import org.twinsuite.twin.FeatureId;
import org.twinsuite.twin.WellFormedText;

/**
 * Reads the suite's telemetry JSON: {@code
 * {"at":"2026-01-31T10:00:00.000Z","points":{"vibration":{"value":2.1,"unit":"mm/s"}}}}. A point
 * may be a bare number; {@code at} may stand in a point; {@code quality} is good, uncertain or bad.
 */
final class TelemetryReader {
  // NaN is read so that the message can be told what is wrong with it, point by point.
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  private static final int QUALITY_LENGTH = 32;
  private static final int UNIT_LENGTH = 64;

  private final Units units;
  private final int maxPayload;
  private final int maxPoints;

  TelemetryReader(Units units, int maxPayload, int maxPoints) {
    this.units = units;
    this.maxPayload = maxPayload;
    this.maxPoints = maxPoints;
  }

  /**
   * Reads a message; never throws.
   *
   * @param payload may be {@code null}
   * @param createdAt time for messages that carry none
   */
  Telemetry read(byte[] payload, Instant createdAt) {
    if (payload == null || payload.length == 0) {
      return Telemetry.refused(
          "the message has no payload: send {\"at\":…,\"points\":{\"<tag>\":{…}}}");
    }
    if (payload.length > maxPayload) {
      return Telemetry.refused(
          "the payload has "
              + payload.length
              + " bytes, more than twinsuite.ingest.max-payload = "
              + maxPayload);
    }
    JsonNode message;
    try {
      message = JSON.readTree(payload);
    } catch (JsonProcessingException malformed) {
      return Telemetry.refused(
          "the payload is not JSON: "
              + malformed.getOriginalMessage()
              + (malformed.getLocation() == null
                  ? ""
                  : " at line "
                      + malformed.getLocation().getLineNr()
                      + ", column "
                      + malformed.getLocation().getColumnNr()));
    } catch (IOException unreadable) {
      return Telemetry.refused("the payload cannot be read: " + unreadable.getMessage());
    }
    JsonNode points = message.path("points");
    if (!points.isObject()) {
      return Telemetry.refused("points is missing: send {\"at\":…,\"points\":{\"<tag>\":{…}}}");
    }
    if (points.size() > maxPoints) {
      return Telemetry.refused(
          "the message has "
              + points.size()
              + " points, more than twinsuite.ingest.max-points = "
              + maxPoints
              + ": send several messages");
    }
    Instant at;
    try {
      at = SampleTime.read(message.path("at"), createdAt);
    } catch (IllegalArgumentException wrong) {
      return Telemetry.refused("at: " + wrong.getMessage());
    }
    Map<String, Point> sound = new LinkedHashMap<>();
    List<Telemetry.Problem> problems = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : points.properties()) {
      String tag = entry.getKey();
      try {
        Point point = point(FeatureId.of(tag), entry.getValue(), at);
        sound.put(point.feature(), point);
      } catch (IllegalArgumentException unreadable) {
        problems.add(
            new Telemetry.Problem(
                tag, "points." + WellFormedText.shown(tag) + ": " + unreadable.getMessage()));
      }
    }
    return new Telemetry(List.copyOf(sound.values()), problems);
  }

  private Point point(String feature, JsonNode node, Instant at) {
    JsonNode value = node.isObject() ? node.path("value") : node;
    Quality quality = quality(node.path("quality"));
    String unit = unit(node.path("unit"));
    Instant time = SampleTime.read(node.path("at"), at);
    if (value.isNull() && quality == Quality.BAD) {
      return new Point(feature, Double.NaN, units.convert(feature, 0, unit).unit(), quality, time);
    }
    if (!value.isNumber()) {
      throw new IllegalArgumentException("value must be a number, found " + value.getNodeType());
    }
    double number = value.doubleValue();
    if (!Double.isFinite(number)) {
      throw new IllegalArgumentException(
          "value is " + number + "; send null with quality bad when there is no value");
    }
    Units.Converted converted = units.convert(feature, number, unit);
    return new Point(feature, converted.value(), converted.unit(), quality, time);
  }

  private static Quality quality(JsonNode node) {
    String text = node.asText(null);
    return Quality.parse(
        text == null ? null : WellFormedText.check("quality", text, QUALITY_LENGTH));
  }

  /** A text that cannot be written is refused; one that is only not known costs the unit. */
  private static String unit(JsonNode node) {
    String text = node.asText(null);
    return text == null ? null : WellFormedText.check("unit", text, UNIT_LENGTH);
  }
}

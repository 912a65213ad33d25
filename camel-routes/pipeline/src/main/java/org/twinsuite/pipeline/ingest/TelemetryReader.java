package org.twinsuite.pipeline.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.twinsuite.rules.fact.Quality;

/**
 * Reads the suite's telemetry JSON: {@code
 * {"at":"2026-01-31T10:00:00.000Z","points":{"vibration":{"value":2.1,"unit":"mm/s"}}}}. A point
 * may be a bare number; {@code at} may stand in a point; {@code quality} is good, uncertain or bad.
 */
final class TelemetryReader {
  // NaN is read so that the message can be told what is wrong with it, point by point.
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  /** From here on the order of texts is not the order of times. */
  private static final Instant YEAR_10000 = Instant.parse("+10000-01-01T00:00:00Z");

  private final Units units;
  private final int maxPayload;

  TelemetryReader(Units units, int maxPayload) {
    this.units = units;
    this.maxPayload = maxPayload;
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
          "the message has no payload (an empty notification tells presence, not a sample)");
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
    Instant at;
    try {
      at = time(message.path("at"), createdAt);
    } catch (IllegalArgumentException wrong) {
      return Telemetry.refused("at: " + wrong.getMessage());
    }
    List<Point> sound = new ArrayList<>(points.size());
    List<Telemetry.Problem> problems = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : points.properties()) {
      try {
        sound.add(point(entry.getKey(), entry.getValue(), at));
      } catch (IllegalArgumentException wrong) {
        problems.add(
            new Telemetry.Problem(
                entry.getKey(), "points." + entry.getKey() + ": " + wrong.getMessage()));
      }
    }
    return new Telemetry(sound, problems);
  }

  private Point point(String feature, JsonNode node, Instant at) {
    Point.checkFeature(feature);
    JsonNode value = node.isObject() ? node.path("value") : node;
    Quality quality = Quality.parse(node.path("quality").asText(null));
    String unit = node.path("unit").asText(null);
    Instant time = time(node.path("at"), at);
    if (value.isNull() && quality == Quality.BAD) {
      return new Point(feature, Double.NaN, units.unitOf(feature, unit), quality, time);
    }
    if (!value.isNumber()) {
      throw new IllegalArgumentException("value must be a number, found " + value.getNodeType());
    }
    double number = value.doubleValue();
    if (!Double.isFinite(number)) {
      throw new IllegalArgumentException(
          "value is " + number + "; send null with quality bad when there is no value");
    }
    return new Point(
        feature, units.convert(feature, number, unit), units.unitOf(feature, unit), quality, time);
  }

  private static Instant time(JsonNode node, Instant otherwise) {
    if (node.isMissingNode() || node.isNull()) {
      return otherwise;
    }
    try {
      Instant time =
          node.isNumber() ? Instant.ofEpochMilli(node.asLong()) : Instant.parse(node.asText());
      if (time.isBefore(Instant.EPOCH) || !time.isBefore(YEAR_10000)) {
        throw new IllegalArgumentException(
            "'" + node.asText() + "' lies outside 1970 to 9999: set the device's clock");
      }
      return time;
    } catch (DateTimeParseException wrong) {
      throw new IllegalArgumentException(
          "'" + node.asText() + "' is no ISO-8601 instant such as 2026-01-31T10:00:00.000Z");
    }
  }
}

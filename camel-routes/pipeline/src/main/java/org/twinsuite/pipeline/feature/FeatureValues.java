package org.twinsuite.pipeline.feature;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonPointer;
import org.eclipse.ditto.json.JsonValue;

/**
 * Properties of a feature, or as many of them as a change told.
 *
 * @param changedAt time of what carries none of its own; null if unknown
 * @param latest no time is later than this; null for no limit
 * @param revision of the thing
 */
public record FeatureValues(
    String thingId,
    String feature,
    JsonObject properties,
    Instant changedAt,
    Instant latest,
    long revision) {

  public FeatureValues(
      String thingId, String feature, JsonObject properties, Instant changedAt, long revision) {
    this(thingId, feature, properties, changedAt, null, revision);
  }

  /** Text, or null. */
  static String text(JsonObject object, String name) {
    return object.getValue(name).filter(JsonValue::isString).map(JsonValue::asString).orElse(null);
  }

  /** A number, or NaN. */
  static double number(JsonObject object, String name) {
    return object
        .getValue(name)
        .filter(JsonValue::isNumber)
        .map(JsonValue::asDouble)
        .orElse(Double.NaN);
  }

  /** A whole number, or 0. */
  static int whole(JsonObject object, String name) {
    return object.getValue(name).filter(JsonValue::isNumber).map(JsonValue::asInt).orElse(0);
  }

  /** An object, empty if it is none. */
  static JsonObject object(JsonObject object, String pointer) {
    return object
        .getValue(JsonPointer.of(pointer))
        .filter(JsonValue::isObject)
        .map(JsonValue::asObject)
        .orElse(JsonObject.empty());
  }

  /**
   * A time, or that of the change.
   *
   * @throws IllegalArgumentException if it is there and no time
   */
  Instant time(JsonObject object, String name) {
    Instant told = instant(object, name);
    Instant time = told != null ? told : changedAt == null ? Instant.EPOCH : changedAt;
    return latest != null && time.isAfter(latest) ? latest : time;
  }

  /**
   * A time, or null.
   *
   * @throws IllegalArgumentException if it is there and no time
   */
  static Instant instant(JsonObject object, String name) {
    String text = text(object, name);
    if (text == null || text.isEmpty()) {
      return null;
    }
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException wrong) {
      throw new IllegalArgumentException(
          name + " '" + text + "' is no ISO-8601 instant such as 2026-01-31T10:00:00.000Z", wrong);
    }
  }
}

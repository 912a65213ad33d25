package org.twinsuite.sandbox;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonValue;

/**
 * What a run looks at in a twin.
 *
 * @param revision Ditto's revision, which is the number of changes so far
 * @param sampleAt source time of the pacing feature's sample; null if there is none yet
 * @param forecast the forecast of remaining useful life; null if there is none yet
 * @param orders orders in the feature {@code maintenance}, by reference
 */
record TwinState(
    String thingId,
    long revision,
    Instant sampleAt,
    ForecastState forecast,
    Map<String, OrderInTwin> orders) {

  static final String FORECAST = "forecast:rul";

  /**
   * The forecast as it stands in the twin.
   *
   * @param at time of the newest sample it stands on
   * @param value hours; NaN if the model gives none
   * @param lower hours; NaN if there is none
   * @param upper hours; NaN if there is none
   */
  record ForecastState(Instant at, double value, double lower, double upper, String status) {}

  /** An order as it stands in the twin; every part may be null. */
  record OrderInTwin(
      String orderNumber,
      String systemStatus,
      String failureMode,
      String outcome,
      String closeReason) {}

  /** The field selector that brings what {@link #of} reads. */
  static String fields(String pacingFeature) {
    return "thingId,_revision,features/"
        + pacingFeature
        + "/properties/sourceTimestamp,features/"
        + FORECAST
        + "/properties,features/maintenance/properties/orders";
  }

  static TwinState of(JsonObject thing, String pacingFeature) {
    Map<String, OrderInTwin> orders = new HashMap<>();
    object(thing, "features/maintenance/properties/orders")
        .ifPresent(
            found ->
                found.forEach(
                    field -> orders.put(field.getKeyName(), order(field.getValue().asObject()))));
    return new TwinState(
        thing.getValue("thingId").orElseThrow().asString(),
        thing.getValue("_revision").map(JsonValue::asLong).orElse(0L),
        time(thing, "features/" + pacingFeature + "/properties/sourceTimestamp"),
        object(thing, "features/" + FORECAST + "/properties").map(TwinState::forecast).orElse(null),
        orders);
  }

  private static ForecastState forecast(JsonObject properties) {
    return new ForecastState(
        time(properties, "at"),
        number(properties, "value"),
        number(properties, "lower"),
        number(properties, "upper"),
        text(properties, "status"));
  }

  private static OrderInTwin order(JsonObject order) {
    return new OrderInTwin(
        text(order, "orderNumber"),
        text(order, "systemStatus"),
        text(order, "failureMode"),
        text(order, "outcome"),
        text(order, "closeReason"));
  }

  private static Optional<JsonObject> object(JsonObject in, String pointer) {
    return in.getValue(pointer).filter(JsonValue::isObject).map(JsonValue::asObject);
  }

  private static Instant time(JsonObject in, String pointer) {
    return in.getValue(pointer)
        .filter(JsonValue::isString)
        .map(value -> Instant.parse(value.asString()))
        .orElse(null);
  }

  private static double number(JsonObject in, String pointer) {
    return in.getValue(pointer)
        .filter(JsonValue::isNumber)
        .map(JsonValue::asDouble)
        .orElse(Double.NaN);
  }

  private static String text(JsonObject in, String pointer) {
    return in.getValue(pointer).filter(JsonValue::isString).map(JsonValue::asString).orElse(null);
  }
}

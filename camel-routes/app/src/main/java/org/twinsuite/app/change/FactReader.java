package org.twinsuite.app.change;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.ditto.json.JsonField;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonPointer;
import org.eclipse.ditto.json.JsonValue;
import org.twinsuite.app.twin.Baselines;
import org.twinsuite.camel.ditto.TwinChange;
import org.twinsuite.rules.fact.Driver;
import org.twinsuite.rules.fact.Fact;
import org.twinsuite.rules.fact.Forecast;
import org.twinsuite.rules.fact.Measurement;
import org.twinsuite.rules.fact.OrderState;
import org.twinsuite.rules.fact.OrderStatus;
import org.twinsuite.rules.fact.Quality;

/**
 * Turns a twin change into facts. A change may cover the whole thing, one feature or one property;
 * what it does not mention yields no fact.
 */
public final class FactReader {
  static final String FORECAST = "forecast:";
  static final String MAINTENANCE = "maintenance";

  /**
   * Reads the facts of a change.
   *
   * @throws IllegalArgumentException naming the feature and the property that cannot be read
   */
  public List<Fact> read(TwinChange change) {
    List<Fact> facts = new ArrayList<>(4);
    if (change.value() == null || "deleted".equals(change.action())) {
      return facts;
    }
    JsonPointer path = JsonPointer.of(change.path());
    int depth = path.getLevelCount();
    if (depth == 0) {
      features(change, objectOf(change.value()).getValue("features").orElse(null), facts);
    } else if (path.getRoot().filter(key -> "features".contentEquals(key)).isEmpty()) {
      return facts;
    } else if (depth == 1) {
      features(change, change.value(), facts);
    } else {
      String feature = path.get(1).orElseThrow().toString();
      if (depth == 2) {
        feature(change, feature, objectOf(change.value()), facts);
      } else if ("properties".contentEquals(path.get(2).orElseThrow())) {
        JsonObject properties =
            depth == 3
                ? objectOf(change.value())
                : JsonObject.newBuilder()
                    .set(path.getSubPointer(3).orElseThrow(), change.value())
                    .build();
        properties(change, feature, properties, facts);
      }
    }
    return facts;
  }

  /** Whether the change may alter definition or attributes. */
  static boolean concernsContext(TwinChange change) {
    String path = change.path();
    if (path.startsWith("/attributes") || path.startsWith("/definition")) {
      return true;
    }
    if (!path.isEmpty() && !path.equals("/")) {
      return false;
    }
    return change.value() == null
        || !change.value().isObject()
        || change.value().asObject().contains("attributes")
        || change.value().asObject().contains("definition");
  }

  private static void features(TwinChange change, JsonValue features, List<Fact> facts) {
    if (features == null || !features.isObject()) {
      return;
    }
    for (JsonField field : features.asObject()) {
      feature(change, field.getKeyName(), objectOf(field.getValue()), facts);
    }
  }

  private static void feature(
      TwinChange change, String feature, JsonObject body, List<Fact> facts) {
    body.getValue("properties")
        .filter(JsonValue::isObject)
        .ifPresent(properties -> properties(change, feature, properties.asObject(), facts));
  }

  private static void properties(
      TwinChange change, String feature, JsonObject properties, List<Fact> facts) {
    try {
      if (feature.startsWith(FORECAST)) {
        facts.add(forecast(change, feature.substring(FORECAST.length()), properties));
      } else if (feature.equals(Baselines.FEATURE)) {
        facts.addAll(Baselines.read(change.thingId(), properties, change.revision()));
      } else if (feature.startsWith(ErpReader.STOCK)) {
        ErpReader.stock(change, feature.substring(ErpReader.STOCK.length()), properties, facts);
      } else if (feature.equals(ErpReader.PRODUCTION)) {
        ErpReader.windows(change, properties, facts);
      } else if (feature.equals(MAINTENANCE)) {
        orders(change, properties, facts);
      } else {
        measurement(change, feature, properties, facts);
      }
    } catch (IllegalArgumentException | DateTimeParseException wrong) {
      throw new IllegalArgumentException("feature " + feature + ": " + wrong.getMessage(), wrong);
    }
  }

  private static void measurement(
      TwinChange change, String feature, JsonObject properties, List<Fact> facts) {
    JsonValue value = properties.getValue("value").orElse(null);
    if (value == null || !(value.isNumber() || value.isNull())) {
      return;
    }
    String severity =
        properties
            .getValue("quality")
            .filter(JsonValue::isObject)
            .map(quality -> text(quality.asObject(), "severity"))
            .orElse(null);
    facts.add(
        new Measurement(
            change.thingId(),
            feature,
            value.isNull() ? Double.NaN : value.asDouble(),
            text(properties, "unit"),
            Quality.parse(severity),
            time(change, properties, "sourceTimestamp"),
            change.revision()));
  }

  private static Forecast forecast(TwinChange change, String name, JsonObject properties) {
    List<Driver> drivers = new ArrayList<>();
    properties
        .getValue("drivers")
        .filter(JsonValue::isArray)
        .ifPresent(
            array ->
                array
                    .asArray()
                    .forEach(
                        item ->
                            drivers.add(
                                new Driver(
                                    text(item.asObject(), "name"),
                                    number(item.asObject(), "weight")))));
    String from = text(properties, "from");
    return new Forecast(
        change.thingId(),
        name,
        number(properties, "value"),
        number(properties, "lower"),
        number(properties, "upper"),
        number(properties, "level"),
        text(properties, "unit"),
        text(properties, "failureMode"),
        text(properties, "model"),
        text(properties, "version"),
        drivers,
        from == null ? null : Instant.parse(from),
        properties.getValue("count").filter(JsonValue::isNumber).map(JsonValue::asInt).orElse(0),
        text(properties, "status"),
        time(change, properties, "at"),
        change.revision());
  }

  private static void orders(TwinChange change, JsonObject properties, List<Fact> facts) {
    JsonObject orders =
        properties
            .getValue("orders")
            .filter(JsonValue::isObject)
            .map(JsonValue::asObject)
            .orElse(null);
    if (orders == null) {
      return;
    }
    for (JsonField field : orders) {
      if (!field.getValue().isObject()) {
        continue;
      }
      JsonObject order = field.getValue().asObject();
      String status = text(order, "status");
      if (status == null) {
        continue;
      }
      facts.add(
          new OrderStatus(
              change.thingId(),
              field.getKeyName(),
              text(order, "orderNumber"),
              OrderState.parse(status),
              text(order, "failureMode"),
              order.getValue("episode").filter(JsonValue::isNumber).map(JsonValue::asInt).orElse(0),
              time(change, order, "updatedAt"),
              change.revision()));
    }
  }

  private static Instant time(TwinChange change, JsonObject object, String name) {
    String text = text(object, name);
    if (text != null) {
      try {
        return Instant.parse(text);
      } catch (DateTimeParseException wrong) {
        throw new IllegalArgumentException(
            name + " '" + text + "' is no ISO-8601 instant such as 2026-01-31T10:00:00.000Z");
      }
    }
    return change.timestamp() == null ? Instant.EPOCH : change.timestamp();
  }

  private static JsonObject objectOf(JsonValue value) {
    return value.isObject() ? value.asObject() : JsonObject.empty();
  }

  private static String text(JsonObject object, String name) {
    return object.getValue(name).filter(JsonValue::isString).map(JsonValue::asString).orElse(null);
  }

  private static double number(JsonObject object, String name) {
    return object
        .getValue(name)
        .filter(JsonValue::isNumber)
        .map(JsonValue::asDouble)
        .orElse(Double.NaN);
  }
}

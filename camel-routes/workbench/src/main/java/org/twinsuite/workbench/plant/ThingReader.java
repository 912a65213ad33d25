package org.twinsuite.workbench.plant;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.ditto.json.JsonField;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonPointer;
import org.eclipse.ditto.json.JsonValue;
import org.twinsuite.workbench.plant.PlantThing.HealthLevel;
import org.twinsuite.workbench.plant.PlantThing.Life;

/** Reads what the workbench lists from a twin; whatever has another shape is left out. */
final class ThingReader {
  private static final String LIFE_UNIT = "h";
  private static final String FORECAST = "forecast:";

  private ThingReader() {}

  static PlantThing read(String thingId, JsonObject thing) {
    Map<String, String> place = new LinkedHashMap<>();
    for (String level : new String[] {"enterprise", "site", "area", "workCenter", "workUnit"}) {
      String value = text(thing, "attributes/isa95/" + level);
      if (value != null) {
        place.put(level, value);
      }
    }
    String name = text(thing, "attributes/name");
    return new PlantThing(
        thingId,
        thing.getValue("_revision").filter(JsonValue::isNumber).map(JsonValue::asLong).orElse(0L),
        name == null ? thingId.substring(thingId.indexOf(':') + 1) : name,
        text(thing, "definition"),
        text(thing, "attributes/parent"),
        place,
        text(thing, "attributes/cmms/system"),
        asset(thing),
        scalar(thing, "attributes/criticality"),
        thing
            .getValue(JsonPointer.of("attributes/outOfService"))
            .filter(JsonValue::isBoolean)
            .map(JsonValue::asBoolean)
            .orElse(false),
        level(text(thing, "features/health/properties/level")),
        level(text(thing, "features/health/properties/own")),
        emptyAsNull(text(thing, "features/health/properties/cause")),
        dataProblem(thing),
        life(thing));
  }

  private static String asset(JsonObject thing) {
    for (String key : new String[] {"assetnum", "equipment", "functionalLocation", "asset"}) {
      String value = scalar(thing, "attributes/cmms/" + key);
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  private static HealthLevel level(String text) {
    if (text == null) {
      return HealthLevel.GOOD;
    }
    try {
      return HealthLevel.valueOf(text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException unknown) {
      return HealthLevel.WATCH;
    }
  }

  /** The newest finding about the data, as "signal: text". */
  private static String dataProblem(JsonObject thing) {
    String problem = null;
    String newest = "";
    for (JsonField field : object(thing, "features/data-quality/properties")) {
      if (!field.getValue().isObject() || field.getValue().isNull()) {
        continue;
      }
      JsonObject finding = field.getValue().asObject();
      String at = text(finding, "at");
      String text = text(finding, "text");
      if (text(finding, "code") != null && at != null && at.compareTo(newest) > 0) {
        newest = at;
        String about = field.getKeyName().equals("*") ? "" : field.getKeyName() + ": ";
        problem = about + (text == null || text.isEmpty() ? text(finding, "code") : text);
      }
    }
    return problem;
  }

  /** The forecast of remaining life that ends first. */
  private static Life life(JsonObject thing) {
    Life first = null;
    for (JsonField field : object(thing, "features")) {
      if (!field.getKeyName().startsWith(FORECAST) || !field.getValue().isObject()) {
        continue;
      }
      JsonObject properties = object(field.getValue().asObject(), "properties");
      double hours = number(properties, "value");
      Instant at = instant(properties, "at");
      if (LIFE_UNIT.equals(text(properties, "unit"))
          && "ok".equals(text(properties, "status"))
          && Double.isFinite(hours)
          && at != null) {
        Life life =
            new Life(
                hours,
                number(properties, "lower"),
                number(properties, "upper"),
                number(properties, "level"),
                text(properties, "failureMode"),
                at);
        first = first == null || life.end().isBefore(first.end()) ? life : first;
      }
    }
    return first;
  }

  /** All forecasts of a thing. */
  static List<PlantForecast> forecasts(String thingId, JsonObject thing) {
    List<PlantForecast> forecasts = new ArrayList<>();
    for (JsonField field : object(thing, "features")) {
      if (field.getKeyName().startsWith(FORECAST) && field.getValue().isObject()) {
        JsonObject p = object(field.getValue().asObject(), "properties");
        double scored = number(p, "score/scored");
        forecasts.add(
            new PlantForecast(
                thingId,
                field.getKeyName().substring(FORECAST.length()),
                text(p, "model"),
                text(p, "version"),
                text(p, "unit"),
                text(p, "status"),
                Double.isFinite(scored) ? (long) scored : 0,
                number(p, "score/error"),
                number(p, "score/bias"),
                number(p, "score/coverage"),
                number(p, "level"),
                text(p, "score/drift"),
                text(p, "challenger/model"),
                text(p, "challenger/verdict")));
      }
    }
    return forecasts;
  }

  private static JsonObject object(JsonObject json, String pointer) {
    return json.getValue(JsonPointer.of(pointer))
        .filter(value -> value.isObject() && !value.isNull())
        .map(JsonValue::asObject)
        .orElse(JsonObject.empty());
  }

  private static String text(JsonObject json, String pointer) {
    return json.getValue(JsonPointer.of(pointer))
        .filter(JsonValue::isString)
        .map(JsonValue::asString)
        .orElse(null);
  }

  private static String scalar(JsonObject json, String pointer) {
    return json.getValue(JsonPointer.of(pointer))
        .filter(value -> value.isString() || value.isNumber())
        .map(value -> value.isString() ? value.asString() : value.toString())
        .orElse(null);
  }

  private static double number(JsonObject json, String key) {
    return json.getValue(JsonPointer.of(key))
        .filter(JsonValue::isNumber)
        .map(JsonValue::asDouble)
        .orElse(Double.NaN);
  }

  private static Instant instant(JsonObject json, String key) {
    String text = text(json, key);
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeParseException otherwise) {
      return null;
    }
  }

  private static String emptyAsNull(String text) {
    return text == null || text.isEmpty() ? null : text;
  }
}

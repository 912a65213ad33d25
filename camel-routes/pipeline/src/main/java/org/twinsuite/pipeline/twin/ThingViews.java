package org.twinsuite.pipeline.twin;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonPointer;
import org.eclipse.ditto.json.JsonValue;
import org.twinsuite.pipeline.feature.FeatureFacts;
import org.twinsuite.rules.fact.Fact;
import org.twinsuite.rules.fact.ThingContext;

/** Definition and attributes of things, read from Ditto once and again after they changed. */
public final class ThingViews {
  private final ConcurrentMap<String, ThingView> views = new ConcurrentHashMap<>();
  private final Function<String, Optional<JsonObject>> retrieve;

  /**
   * @param retrieve reads a thing as JSON; empty when there is no such thing or it may not be read
   */
  public ThingViews(Function<String, Optional<JsonObject>> retrieve) {
    this.retrieve = retrieve;
  }

  /** The view of a thing, if it was read already. */
  public Optional<ThingView> known(String thingId) {
    return Optional.ofNullable(views.get(thingId));
  }

  /** Reads the thing from Ditto; a thing that cannot be read has an empty view. */
  public ThingView load(String thingId, Instant at) {
    ThingView view =
        retrieve
            .apply(thingId)
            .map(thing -> view(thingId, thing, at))
            .orElseGet(() -> view(thingId, JsonObject.empty(), at));
    views.put(thingId, view);
    return view;
  }

  /** The views of all things read so far. */
  public List<ThingView> all() {
    return List.copyOf(views.values());
  }

  /** Forgets a thing, because it was deleted. */
  public void forget(String thingId) {
    views.remove(thingId);
  }

  private static ThingView view(String thingId, JsonObject thing, Instant at) {
    long revision = thing.getValue("_revision").map(JsonValue::asLong).orElse(0L);
    return new ThingView(
        new ThingContext(
            thingId,
            text(thing, "definition"),
            text(thing, "attributes/parent"),
            texts(thing, "attributes/cmms"),
            texts(thing, "attributes/isa95"),
            criticality(thing),
            thing
                .getValue(JsonPointer.of("attributes/outOfService"))
                .filter(JsonValue::isBoolean)
                .map(JsonValue::asBoolean)
                .orElse(false),
            at,
            revision),
        erp(thing),
        standing(thingId, thing, at, revision),
        texts(thing, "attributes/models"));
  }

  private static List<Fact> standing(String thingId, JsonObject thing, Instant at, long revision) {
    JsonObject features =
        thing
            .getValue(JsonPointer.of("features"))
            .filter(JsonValue::isObject)
            .map(JsonValue::asObject)
            .orElse(JsonObject.empty());
    return FeatureFacts.standing(thingId, features, at, revision);
  }

  private static String criticality(JsonObject thing) {
    return thing
        .getValue(JsonPointer.of("attributes/criticality"))
        .filter(value -> value.isString() || value.isNumber())
        .map(value -> value.isString() ? value.asString() : value.toString())
        .orElse(null);
  }

  private static ErpPlace erp(JsonObject thing) {
    String system = text(thing, "attributes/erp/system");
    return system == null
        ? null
        : new ErpPlace(
            system,
            text(thing, "attributes/erp/plant"),
            text(thing, "attributes/erp/workCenter"),
            texts(thing, "attributes/erp/parts"));
  }

  private static String text(JsonObject thing, String pointer) {
    return thing
        .getValue(JsonPointer.of(pointer))
        .filter(JsonValue::isString)
        .map(JsonValue::asString)
        .orElse(null);
  }

  private static Map<String, String> texts(JsonObject thing, String pointer) {
    Map<String, String> texts = new LinkedHashMap<>();
    thing
        .getValue(JsonPointer.of(pointer))
        .filter(JsonValue::isObject)
        .map(JsonValue::asObject)
        .orElse(JsonObject.empty())
        .forEach(
            field -> {
              JsonValue value = field.getValue();
              texts.put(field.getKeyName(), value.isString() ? value.asString() : value.toString());
            });
    return texts;
  }
}

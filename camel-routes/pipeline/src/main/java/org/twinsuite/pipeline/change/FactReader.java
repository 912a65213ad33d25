package org.twinsuite.pipeline.change;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.ditto.json.JsonField;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonPointer;
import org.eclipse.ditto.json.JsonValue;
import org.twinsuite.camel.ditto.TwinChange;
import org.twinsuite.pipeline.feature.FeatureFacts;
import org.twinsuite.pipeline.feature.FeatureValues;
import org.twinsuite.rules.fact.Fact;

/**
 * Turns a twin change into facts. A change may cover the whole thing, one feature or one property;
 * what it does not mention yields no fact.
 */
public final class FactReader {
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
    FeatureFacts.read(
        new FeatureValues(
            change.thingId(), feature, properties, change.timestamp(), change.revision()),
        facts);
  }

  private static JsonObject objectOf(JsonValue value) {
    return value.isObject() ? value.asObject() : JsonObject.empty();
  }
}

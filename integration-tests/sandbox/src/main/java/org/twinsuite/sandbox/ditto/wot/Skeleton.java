package org.twinsuite.sandbox.ditto.wot;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.eclipse.ditto.json.JsonArray;
import org.eclipse.ditto.json.JsonArrayBuilder;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonKey;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonObjectBuilder;
import org.eclipse.ditto.json.JsonPointer;
import org.eclipse.ditto.json.JsonValue;

/** What a new thing has from its model before it gets anything else. */
public final class Skeleton {

  private final ThingModels models;

  public Skeleton(ThingModels models) {
    this.models = models;
  }

  /** The thing with all that its model gives it and it does not have itself. */
  public JsonObject complete(JsonObject thing) {
    ThingModel model = models.of(thing.getValue("definition").orElse(null));
    if (model == null) {
      return thing;
    }
    JsonObjectBuilder skeleton = JsonFactory.newObjectBuilder();
    if (!model.properties().isEmpty()) {
      skeleton.set("attributes", values(model));
    }
    Map<String, String> submodels = model.submodels();
    if (!submodels.isEmpty()) {
      JsonObjectBuilder features = JsonFactory.newObjectBuilder();
      submodels.forEach(
          (name, url) ->
              features.set(JsonFactory.newKey(name), feature(models.of(JsonValue.of(url)))));
      skeleton.set("features", features.build());
    }
    return JsonFactory.newObject(thing, skeleton.build());
  }

  /** A new feature with all that the model it names gives it and it does not have itself. */
  public JsonObject completeFeature(JsonObject feature) {
    ThingModel model = models.of(ThingModels.definition(feature));
    return model == null ? feature : JsonFactory.newObject(feature, feature(model));
  }

  private static JsonObject feature(ThingModel model) {
    JsonArrayBuilder definition = JsonFactory.newArrayBuilder().add(model.url());
    model.parents().forEach(definition::add);
    JsonObjectBuilder feature =
        JsonFactory.newObjectBuilder().set("definition", definition.build());
    if (!model.properties().isEmpty()) {
      feature.set("properties", values(model));
    }
    return feature.build();
  }

  /** Optional properties get no value. */
  private static JsonObject values(ThingModel model) {
    Set<String> required = model.required();
    JsonObject values = JsonObject.empty();
    for (Map.Entry<String, JsonObject> property : model.properties().entrySet()) {
      JsonValue value = first(property.getValue());
      if (required.contains(property.getKey()) && value != null) {
        String category = model.category(property.getKey());
        JsonPointer at =
            category == null ? JsonPointer.empty() : JsonPointer.empty().addLeaf(key(category));
        values = values.setValue(at.addLeaf(key(property.getKey())), value);
      }
    }
    return values;
  }

  private static JsonKey key(String name) {
    return JsonFactory.newKey(name);
  }

  /** Constant, else default, else what is neutral for the type; {@code null} without a type. */
  private static JsonValue first(JsonObject schema) {
    JsonValue told = schema.getValue("const").or(() -> schema.getValue("default")).orElse(null);
    if (told != null) {
      return told;
    }
    return switch (schema.getValue("type").map(JsonValue::formatAsString).orElse("")) {
      case "boolean" -> JsonValue.of(false);
      case "integer" -> JsonValue.of(0);
      case "number" -> JsonValue.of(0.0);
      case "string" -> JsonValue.of(text(schema));
      case "array" -> JsonFactory.newArray();
      case "null" -> JsonFactory.nullLiteral();
      case "object" -> object(schema);
      default -> null;
    };
  }

  private static JsonObject object(JsonObject schema) {
    JsonObjectBuilder object = JsonFactory.newObjectBuilder();
    JsonArray required =
        schema.getValue("required").map(JsonValue::asArray).orElseGet(JsonArray::empty);
    for (JsonValue name : required) {
      JsonPointer member = JsonPointer.of("properties").addLeaf(key(name.asString()));
      JsonValue value =
          schema.getValue(member).map(JsonValue::asObject).map(Skeleton::first).orElse(null);
      object.set(key(name.asString()), value == null ? JsonFactory.nullLiteral() : value);
    }
    return object.build();
  }

  private static String text(JsonObject schema) {
    return switch (schema.getValue("format").map(JsonValue::formatAsString).orElse("")) {
      case "date-time" -> Instant.EPOCH.toString();
      case "date" -> "1970-01-01";
      case "time" -> "00:00:00Z";
      default -> "";
    };
  }
}

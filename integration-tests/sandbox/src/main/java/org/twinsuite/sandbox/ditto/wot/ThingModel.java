package org.twinsuite.sandbox.ditto.wot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.NonValidationKeyword;
import com.networknt.schema.OutputFormat;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.output.OutputUnit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.ditto.json.JsonArray;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonValue;

/** A Thing Model with all that it extends. Not thread-safe. */
final class ThingModel {

  private static final String DITTO = "https://ditto.eclipseprojects.io/wot/ditto-extension#";
  private static final String PROPERTIES = "/properties/";
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * JSON Schema draft 7; what a model says beyond that (title, unit, forms, …) restricts nothing.
   */
  private static final SchemaValidatorsConfig CONFIG =
      SchemaValidatorsConfig.builder().pathType(PathType.JSON_POINTER).build();

  private static final JsonSchemaFactory SCHEMAS =
      JsonSchemaFactory.builder(JsonSchemaFactory.getInstance(VersionFlag.V7))
          .metaSchema(
              JsonMetaSchema.builder(JsonMetaSchema.getV7())
                  .unknownKeywordFactory((word, context) -> new NonValidationKeyword(word))
                  .build())
          .build();

  private final String url;
  private final JsonObject json;
  private final List<String> parents;
  private final Map<String, JsonSchema> schemas = new HashMap<>();

  /**
   * @param parents URLs of the models it extends, the nearest first.
   */
  ThingModel(String url, JsonObject json, List<String> parents) {
    this.url = url;
    this.json = json;
    this.parents = List.copyOf(parents);
  }

  String url() {
    return url;
  }

  JsonObject json() {
    return json;
  }

  List<String> parents() {
    return parents;
  }

  /** The properties by name. */
  Map<String, JsonObject> properties() {
    Map<String, JsonObject> properties = new LinkedHashMap<>();
    object("properties")
        .forEach(
            field -> {
              if (field.getValue().isObject()) {
                properties.put(field.getKeyName(), field.getValue().asObject());
              }
            });
    return properties;
  }

  /** Whether the model says what is optional. */
  boolean saysWhatIsOptional() {
    return json.contains("tm:optional");
  }

  /** Names of the properties that are not optional. */
  Set<String> required() {
    Set<String> required = new LinkedHashSet<>(properties().keySet());
    json.getValue("tm:optional")
        .filter(JsonValue::isArray)
        .map(JsonValue::asArray)
        .orElseGet(JsonArray::empty)
        .forEach(
            place -> {
              if (place.isString() && place.asString().startsWith(PROPERTIES)) {
                required.remove(place.asString().substring(PROPERTIES.length()));
              }
            });
    return required;
  }

  /** Ditto's extension: the object a property lies in; {@code null} for none. */
  String category(String property) {
    String prefix = dittoPrefix();
    JsonObject schema = properties().get(property);
    return prefix == null || schema == null
        ? null
        : schema
            .getValue(JsonFactory.newKey(prefix + ":category"))
            .filter(JsonValue::isString)
            .map(JsonValue::asString)
            .orElse(null);
  }

  private String dittoPrefix() {
    JsonValue context = json.getValue("@context").orElse(JsonFactory.nullLiteral());
    JsonArray contexts =
        context.isArray() ? context.asArray() : JsonFactory.newArrayBuilder().add(context).build();
    for (JsonValue one : contexts) {
      if (one.isObject() && !one.isNull()) {
        for (var field : one.asObject()) {
          if (field.getValue().isString() && DITTO.equals(field.getValue().asString())) {
            return field.getKeyName();
          }
        }
      }
    }
    return null;
  }

  /** The URLs of the models of the parts, by the names of the features that they describe. */
  Map<String, String> submodels() {
    Map<String, String> submodels = new LinkedHashMap<>();
    for (JsonObject link : links("tm:submodel")) {
      submodels.put(
          link.getValue("instanceName")
              .filter(JsonValue::isString)
              .map(JsonValue::asString)
              .orElseThrow(() -> WotError.noModel(url, "a tm:submodel has no instanceName")),
          href(link));
    }
    return submodels;
  }

  /** The URL of the model that this one extends, or {@code null}. */
  String extended() {
    List<JsonObject> links = links("tm:extends");
    return links.isEmpty() ? null : href(links.get(0));
  }

  private List<JsonObject> links(String relation) {
    return json.getValue("links").filter(JsonValue::isArray).map(JsonValue::asArray).stream()
        .flatMap(JsonArray::stream)
        .filter(JsonValue::isObject)
        .map(JsonValue::asObject)
        .filter(link -> link.getValue("rel").filter(JsonValue.of(relation)::equals).isPresent())
        .toList();
  }

  /** Ditto takes absolute URLs only. */
  private String href(JsonObject link) {
    String href = link.getValue("href").map(JsonValue::asString).orElse("");
    if (!ThingModels.isUrl(href)) {
      throw WotError.noModel(url, "the link '" + href + "' is not an absolute URL");
    }
    return href;
  }

  private JsonObject object(String name) {
    return json.getValue(name)
        .filter(value -> value.isObject() && !value.isNull())
        .map(JsonValue::asObject)
        .orElseGet(JsonObject::empty);
  }

  /** What is wrong with the value of a property; empty when nothing is. */
  List<String> faults(String property, JsonValue value) {
    JsonSchema schema =
        schemas.computeIfAbsent(
            property, name -> SCHEMAS.getSchema(node(properties().get(name)), CONFIG));
    OutputUnit result = schema.validate(node(value), OutputFormat.LIST);
    return result.isValid()
        ? List.of()
        : result.getDetails().stream()
            .map(fault -> fault.getInstanceLocation() + ": " + fault.getErrors())
            .toList();
  }

  private static JsonNode node(JsonValue value) {
    try {
      return JSON.readTree(value.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

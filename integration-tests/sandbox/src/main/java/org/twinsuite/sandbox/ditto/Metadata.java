package org.twinsuite.sandbox.ditto;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.eclipse.ditto.base.model.exceptions.DittoHeaderInvalidException;
import org.eclipse.ditto.json.JsonArray;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonPointer;
import org.eclipse.ditto.json.JsonRuntimeException;
import org.eclipse.ditto.json.JsonValue;

/** Metadata beside the values of a thing, kept under the same paths. */
final class Metadata {

  private static final String PUT = "put-metadata";

  private Metadata() {}

  /**
   * The metadata after a command, which has {@code put-metadata}, {@code delete-metadata} or none.
   */
  static JsonObject after(JsonObject metadata, TwinCommand command) {
    JsonObject next = metadata;
    String put = command.header(PUT);
    if (put != null && command.value() != null) {
      for (JsonValue entry : entries(put)) {
        String key = entry.asObject().getValue("key").orElseThrow().asString();
        JsonValue value = entry.asObject().getValue("value").orElseThrow();
        for (JsonPointer place : places(command, key)) {
          next = next.setValue(place, value);
        }
      }
    }
    String delete = command.header("delete-metadata");
    if (delete != null) {
      for (String key : EventFilter.list(delete)) {
        next = next.remove(command.path().append(JsonPointer.of(key)));
      }
    }
    return next;
  }

  /** What {@code get-metadata} asks for: {@code *} or keys relative to the path. */
  static JsonObject shown(JsonObject metadata, TwinCommand command) {
    JsonObject here =
        (command.path().isEmpty()
                ? Optional.<JsonValue>of(metadata)
                : metadata.getValue(command.path()))
            .filter(JsonValue::isObject)
            .map(JsonValue::asObject)
            .orElseGet(JsonFactory::newObject);
    String keys = command.header("get-metadata");
    return "*".equals(keys.trim()) ? here : here.get(Selection.parse(keys));
  }

  private static Set<JsonPointer> places(TwinCommand command, String key) {
    if (!key.startsWith("*/")) {
      return Set.of(command.path().append(JsonPointer.of(key)));
    }
    Set<JsonPointer> places = new HashSet<>();
    leaves(command.path(), command.value(), JsonPointer.of(key.substring(2)), places);
    return places;
  }

  private static void leaves(
      JsonPointer path, JsonValue value, JsonPointer key, Set<JsonPointer> places) {
    if (value.isObject() && !value.isNull() && !value.asObject().isEmpty()) {
      value.asObject().forEach(f -> leaves(path.addLeaf(f.getKey()), f.getValue(), key, places));
    } else {
      places.add(path.append(key));
    }
  }

  private static JsonArray entries(String header) {
    try {
      return JsonFactory.newArray(header);
    } catch (JsonRuntimeException e) {
      throw DittoHeaderInvalidException.newInvalidTypeBuilder(PUT, header, "JSON array").build();
    }
  }
}

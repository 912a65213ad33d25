package org.twinsuite.sandbox.ditto;

import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonField;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonObjectBuilder;
import org.eclipse.ditto.json.JsonPointer;
import org.eclipse.ditto.json.JsonValue;

/** How a change alters a thing's JSON: put, delete and RFC 7396 merge patch. */
final class Changes {

  private Changes() {}

  /** Applies an event to the state before it. */
  static JsonObject apply(JsonObject before, TwinEvent event) {
    return switch (event.action()) {
      case created, modified -> put(before, event.path(), event.value());
      case merged -> merge(before, event.path(), event.value());
      case deleted -> delete(before, event.path());
    };
  }

  static JsonObject put(JsonObject thing, JsonPointer path, JsonValue value) {
    return path.isEmpty() ? value.asObject() : thing.setValue(path, value);
  }

  static JsonObject delete(JsonObject thing, JsonPointer path) {
    return path.isEmpty() ? JsonFactory.newObject() : thing.remove(path);
  }

  static JsonObject merge(JsonObject thing, JsonPointer path, JsonValue patch) {
    if (path.isEmpty()) {
      return patch(thing, patch).asObject();
    }
    if (patch.isNull()) {
      return thing.remove(path);
    }
    JsonValue existing = thing.getValue(path).orElse(null);
    return thing.setValue(path, patch(existing, patch));
  }

  /** RFC 7396: objects merge member by member, null removes, anything else replaces. */
  static JsonValue patch(JsonValue target, JsonValue patch) {
    if (!patch.isObject() || patch.isNull()) {
      return patch;
    }
    boolean onto = target != null && target.isObject() && !target.isNull();
    JsonObject base = onto ? target.asObject() : JsonFactory.newObject();
    JsonObjectBuilder result = JsonFactory.newObjectBuilder(base);
    for (JsonField field : patch.asObject()) {
      JsonValue value = field.getValue();
      JsonPointer key = JsonPointer.empty().addLeaf(field.getKey());
      if (value.isNull()) {
        result.remove(key);
      } else {
        result.set(key, patch(base.getValue(key).orElse(null), value));
      }
    }
    return result.build();
  }
}

package org.twinsuite.sandbox.ditto;

import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonField;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonObjectBuilder;
import org.eclipse.ditto.json.JsonValue;

/** {@code if-equal: skip-minimizing-merge}: the merge without what would not change. */
final class Minimizing {

  private Minimizing() {}

  static JsonValue merge(JsonValue existing, JsonValue patch) {
    if (!patch.isObject() || patch.isNull() || !existing.isObject() || existing.isNull()) {
      return patch;
    }
    JsonObject target = existing.asObject();
    JsonObjectBuilder smaller = JsonFactory.newObjectBuilder();
    for (JsonField field : patch.asObject()) {
      JsonValue now = target.getValue(field.getKey()).orElse(null);
      boolean same = now == null ? field.getValue().isNull() : now.equals(field.getValue());
      if (!same) {
        smaller.set(field.getKey(), now == null ? field.getValue() : merge(now, field.getValue()));
      }
    }
    return smaller.build();
  }
}

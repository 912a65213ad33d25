package org.twinsuite.sandbox.ditto;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonPointer;
import org.eclipse.ditto.json.JsonValue;
import org.eclipse.ditto.things.model.ThingId;

/**
 * One change of a twin.
 *
 * @param id the thing.
 * @param action created, modified, merged or deleted.
 * @param path where, relative to the thing.
 * @param value what, {@code null} for a deletion.
 * @param revision the thing's revision after it.
 * @param timestamp when.
 * @param headers headers of the command that caused it.
 */
record TwinEvent(
    ThingId id,
    Action action,
    JsonPointer path,
    JsonValue value,
    long revision,
    Instant timestamp,
    Map<String, String> headers) {

  enum Action {
    created,
    modified,
    merged,
    deleted
  }

  Topic topic() {
    return new Topic(
        id.getNamespace(), id.getName(), Topic.THINGS, "twin", "events", action.name());
  }

  /** The change as part of a thing: only what changed, below the thing's id. */
  JsonObject asThing() {
    JsonObject thing = JsonFactory.newObjectBuilder().set("thingId", id.toString()).build();
    if (value == null) {
      return thing;
    }
    if (!path.isEmpty()) {
      return thing.setValue(path, value);
    }
    return value.isObject() ? JsonFactory.newObject(thing, value.asObject()) : thing;
  }

  /** The same with only a part of its value. */
  TwinEvent showing(JsonValue part) {
    return new TwinEvent(id, action, path, part, revision, timestamp, headers);
  }

  /** The same without headers other than those named. */
  TwinEvent keepingHeaders(Iterable<String> names) {
    Map<String, String> kept = new HashMap<>();
    for (String name : names) {
      String header = headers.get(name);
      if (header != null) {
        kept.put(name, header);
      }
    }
    return new TwinEvent(id, action, path, value, revision, timestamp, Map.copyOf(kept));
  }
}

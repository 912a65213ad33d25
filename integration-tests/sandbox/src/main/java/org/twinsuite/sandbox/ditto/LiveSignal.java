package org.twinsuite.sandbox.ditto;

import java.util.Map;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonPointer;

/**
 * A message, live command or live event.
 *
 * @param topic what it is about.
 * @param json the whole of it in the Ditto protocol.
 * @param headers its headers.
 * @param origin the connection it came over, {@code null} for HTTP.
 */
record LiveSignal(Topic topic, JsonObject json, Map<String, String> headers, Object origin) {

  Streaming streaming() {
    return switch (topic.criterion()) {
      case "messages" -> Streaming.MESSAGES;
      case "events" -> Streaming.LIVE_EVENTS;
      default -> Streaming.LIVE_COMMANDS;
    };
  }

  JsonPointer path() {
    return json.getValue("path").map(p -> JsonPointer.of(p.asString())).orElse(JsonPointer.empty());
  }

  String text() {
    return json.toString();
  }

  /** Whether a subscriber wants it and may read it. */
  boolean concerns(EventFilter filter, Ditto ditto) {
    boolean wanted =
        filter.namespaces().isEmpty() || filter.namespaces().contains(topic.namespace());
    if (!wanted) {
      return false;
    }
    if ("claim".equals(topic.action()) && streaming() == Streaming.MESSAGES) {
      return true;
    }
    ThingState thing = ditto.things().find(topic.entityId());
    PolicyCheck check = thing == null ? null : ditto.thingCommands().check(thing);
    if (check == null) {
      return false;
    }
    String type = streaming() == Streaming.MESSAGES ? "message" : "thing";
    return check.permits(filter.subscriber(), type, path(), PolicyCheck.READ);
  }
}

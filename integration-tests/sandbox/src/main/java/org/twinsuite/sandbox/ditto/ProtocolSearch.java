package org.twinsuite.sandbox.ditto;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.ditto.base.model.auth.AuthorizationContext;
import org.eclipse.ditto.base.model.exceptions.DittoRuntimeException;
import org.eclipse.ditto.json.JsonArrayBuilder;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonValue;

/** The search protocol: pages of things, as many as demanded. */
final class ProtocolSearch {

  private final Ditto ditto;
  private final AuthorizationContext caller;
  private final DemandStreams streams;

  ProtocolSearch(Ditto ditto, AuthorizationContext caller, DemandStreams streams) {
    this.ditto = ditto;
    this.caller = caller;
    this.streams = streams;
  }

  void execute(Topic topic, JsonObject message, Map<String, String> headers) {
    JsonObject value =
        message.getValue("value").map(ThingPayload::object).orElse(JsonFactory.newObject());
    switch (topic.action()) {
      case "subscribe" -> subscribe(topic, message, value, headers);
      case "request" -> streams.request(topic, value, headers);
      case "cancel" -> streams.cancel(value);
      default -> throw ProtocolCommands.unsupported(topic);
    }
  }

  private void subscribe(
      Topic topic, JsonObject message, JsonObject value, Map<String, String> headers) {
    Deque<JsonObject> pages = new ArrayDeque<>();
    JsonObject failure = null;
    try {
      SearchQuery query =
          SearchQuery.of(
              value.getValue("filter").map(JsonValue::asString).orElse(null),
              value.getValue("namespaces").map(ProtocolSearch::joined).orElse(null),
              message.getValue("fields").map(JsonValue::asString).orElse(null),
              value.getValue("options").map(JsonValue::asString).orElse(null));
      List<JsonObject> matches = query.matches(ditto, caller);
      int size = query.options().size();
      for (int from = 0; from < matches.size(); from += size) {
        JsonArrayBuilder items = JsonFactory.newArrayBuilder();
        matches
            .subList(from, Math.min(matches.size(), from + size))
            .forEach(match -> items.add(query.shown(match)));
        pages.add(JsonFactory.newObjectBuilder().set("items", items.build()).build());
      }
    } catch (DittoRuntimeException e) {
      failure = e.toJson();
    }
    streams.open(topic, headers, pages, failure);
  }

  private static String joined(JsonValue namespaces) {
    return namespaces.asArray().stream().map(JsonValue::asString).collect(Collectors.joining(","));
  }
}

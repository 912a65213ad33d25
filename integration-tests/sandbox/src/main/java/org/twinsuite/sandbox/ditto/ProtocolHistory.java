package org.twinsuite.sandbox.ditto;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.eclipse.ditto.base.model.auth.AuthorizationContext;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonObject;

/** The streaming subscription protocol: persisted events of a thing, as many as demanded. */
final class ProtocolHistory {

  private final Ditto ditto;
  private final AuthorizationContext caller;
  private final DemandStreams streams;

  ProtocolHistory(Ditto ditto, AuthorizationContext caller, DemandStreams streams) {
    this.ditto = ditto;
    this.caller = caller;
    this.streams = streams;
  }

  void execute(Topic topic, JsonObject message, Map<String, String> headers) {
    JsonObject value = ThingPayload.object(message.getValue("value").orElse(null));
    switch (topic.action()) {
      case "subscribeForPersistedEvents" -> subscribe(topic, value, headers);
      case "request" -> streams.request(topic, value, headers);
      case "cancel" -> streams.cancel(value);
      default -> throw ProtocolCommands.unsupported(topic);
    }
  }

  private void subscribe(Topic topic, JsonObject value, Map<String, String> headers) {
    HistoryRange range =
        HistoryRange.of(
            text(value, "fromHistoricalRevision"),
            text(value, "toHistoricalRevision"),
            text(value, "fromHistoricalTimestamp"),
            text(value, "toHistoricalTimestamp"),
            text(value, "filter"));
    Deque<JsonObject> items = new ArrayDeque<>();
    for (TwinEvent event : range.events(ditto, topic.entityId(), caller)) {
      items.add(JsonFactory.newObjectBuilder().set("item", PublishedEvent.json(event)).build());
    }
    streams.open(topic, headers, items, null);
  }

  private static String text(JsonObject value, String name) {
    return value
        .getValue(name)
        .filter(v -> !v.isNull())
        .map(v -> v.isString() ? v.asString() : v.toString())
        .orElse(null);
  }
}

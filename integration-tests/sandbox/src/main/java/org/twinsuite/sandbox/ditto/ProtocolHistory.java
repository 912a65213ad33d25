package org.twinsuite.sandbox.ditto;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.ditto.base.model.auth.AuthorizationContext;
import org.eclipse.ditto.base.model.common.HttpStatus;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonObjectBuilder;
import org.eclipse.ditto.json.JsonValue;

/** The streaming subscription protocol: persisted events of a thing, as many as demanded. */
final class ProtocolHistory {

  private static final class Stream {
    private final Topic topic;
    private final Deque<TwinEvent> events;
    private final String correlationId;

    private Stream(Topic topic, Deque<TwinEvent> events, String correlationId) {
      this.topic = topic;
      this.events = events;
      this.correlationId = correlationId;
    }
  }

  private final Ditto ditto;
  private final AuthorizationContext caller;
  private final Outbound outbound;
  private final Map<String, Stream> streams = new HashMap<>();
  private int next;

  ProtocolHistory(Ditto ditto, AuthorizationContext caller, Outbound outbound) {
    this.ditto = ditto;
    this.caller = caller;
    this.outbound = outbound;
  }

  void execute(Topic topic, JsonObject message, Map<String, String> headers) {
    JsonObject value = ThingPayload.object(message.getValue("value").orElse(null));
    switch (topic.action()) {
      case "subscribeForPersistedEvents" -> subscribe(topic, value, headers);
      case "request" -> request(topic, value, headers);
      case "cancel" -> streams.remove(id(value));
      default -> throw ProtocolCommands.unsupported(topic);
    }
  }

  void close() {
    streams.clear();
  }

  private void subscribe(Topic topic, JsonObject value, Map<String, String> headers) {
    HistoryRange range =
        HistoryRange.of(
            text(value, "fromHistoricalRevision"),
            text(value, "toHistoricalRevision"),
            text(value, "fromHistoricalTimestamp"),
            text(value, "toHistoricalTimestamp"),
            text(value, "filter"));
    String id = Integer.toString(next++);
    Stream stream =
        new Stream(
            topic,
            new ArrayDeque<>(range.events(ditto, topic.entityId(), caller)),
            headers.get("correlation-id"));
    streams.put(id, stream);
    send(stream, "created", id, null);
  }

  private void request(Topic topic, JsonObject value, Map<String, String> headers) {
    String id = id(value);
    Stream stream = streams.get(id);
    if (stream == null) {
      Stream none = new Stream(topic, new ArrayDeque<>(), headers.get("correlation-id"));
      JsonObject error =
          DittoError.of(
                  "streaming.subscription:not.found",
                  HttpStatus.NOT_FOUND,
                  "No subscription with ID '" + id + "' exists.",
                  "Check if the ID is correct and the subscription is not complete or cancelled.")
              .toJson();
      send(none, "failed", id, JsonFactory.newObjectBuilder().set("error", error).build());
      return;
    }
    long demand = value.getValue("demand").map(JsonValue::asLong).orElse(1L);
    for (long i = 0; i < demand && !stream.events.isEmpty(); i++) {
      JsonObject item = PublishedEvent.json(stream.events.poll());
      send(stream, "next", id, JsonFactory.newObjectBuilder().set("item", item).build());
    }
    if (stream.events.isEmpty()) {
      streams.remove(id);
      send(stream, "complete", id, null);
    }
  }

  private void send(Stream stream, String action, String id, JsonObject more) {
    JsonObjectBuilder value = JsonFactory.newObjectBuilder().set("subscriptionId", id);
    if (more != null) {
      value.setAll(more);
    }
    JsonObjectBuilder headers = JsonFactory.newObjectBuilder();
    if (stream.correlationId != null) {
      headers.set("correlation-id", stream.correlationId);
    }
    outbound.send(
        JsonFactory.newObjectBuilder()
            .set("topic", stream.topic.with("streaming", action))
            .set("headers", headers.build())
            .set("path", "/")
            .set("value", value.build())
            .build()
            .toString());
  }

  private static String id(JsonObject value) {
    return value.getValue("subscriptionId").map(JsonValue::asString).orElse("");
  }

  private static String text(JsonObject value, String name) {
    return value
        .getValue(name)
        .filter(v -> !v.isNull())
        .map(v -> v.isString() ? v.asString() : v.toString())
        .orElse(null);
  }
}

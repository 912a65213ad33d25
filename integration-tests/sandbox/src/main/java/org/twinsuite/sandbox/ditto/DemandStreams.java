package org.twinsuite.sandbox.ditto;

import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.ditto.base.model.common.HttpStatus;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonObjectBuilder;
import org.eclipse.ditto.json.JsonValue;

/** Streams of one connection that send only as much as was requested, as in reactive streams. */
final class DemandStreams {

  private record Stream(
      Topic topic, String correlationId, Deque<JsonObject> items, JsonObject failure) {}

  private final Outbound outbound;
  private final Map<String, Stream> streams = new HashMap<>();
  private int next;

  DemandStreams(Outbound outbound) {
    this.outbound = outbound;
  }

  /**
   * Opens a stream and says so.
   *
   * @param items what each {@code next} holds besides the subscription id.
   * @param failure the error after the first request, {@code null} for none.
   */
  void open(Topic topic, Map<String, String> headers, Deque<JsonObject> items, JsonObject failure) {
    String id = Integer.toString(next++);
    Stream stream = new Stream(topic, headers.get("correlation-id"), items, failure);
    streams.put(id, stream);
    send(stream, "created", id, null);
  }

  /** Sends what is demanded, and in the end that it is complete. */
  void request(Topic topic, JsonObject value, Map<String, String> headers) {
    String id = id(value);
    Stream stream = streams.get(id);
    if (stream == null) {
      JsonObject error =
          DittoError.of(
                  topic.criterion() + ".subscription:subscription.not.found",
                  HttpStatus.NOT_FOUND,
                  "No subscription with ID '" + id + "' exists.",
                  "Check if the ID is correct and the subscription is not complete or cancelled.")
              .toJson();
      Stream none = new Stream(topic, headers.get("correlation-id"), null, error);
      fail(none, id);
      return;
    }
    if (stream.failure != null) {
      streams.remove(id);
      fail(stream, id);
      return;
    }
    long demand = value.getValue("demand").map(JsonValue::asLong).orElse(1L);
    for (long i = 0; i < demand && !stream.items.isEmpty(); i++) {
      send(stream, "next", id, stream.items.poll());
    }
    if (stream.items.isEmpty()) {
      streams.remove(id);
      send(stream, "complete", id, null);
    }
  }

  void cancel(JsonObject value) {
    streams.remove(id(value));
  }

  void close() {
    streams.clear();
  }

  private void fail(Stream stream, String id) {
    send(stream, "failed", id, JsonFactory.newObjectBuilder().set("error", stream.failure).build());
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
            .set("topic", stream.topic.with(stream.topic.criterion(), action))
            .set("headers", headers.build())
            .set("path", "/")
            .set("value", value.build())
            .build()
            .toString());
  }

  private static String id(JsonObject value) {
    return value.getValue("subscriptionId").map(JsonValue::asString).orElse("");
  }
}

package org.twinsuite.e2e.ditto;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonValue;

/** A WebSocket that keeps everything it receives. */
final class DittoSocket implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final List<String> received = new CopyOnWriteArrayList<>();
  private final WebSocket socket;

  DittoSocket(DittoTarget.Credentials credentials) {
    this(credentials, "");
  }

  /** Opens with a query such as {@code ?declared-acks=label}. */
  DittoSocket(DittoTarget.Credentials credentials, String query) {
    socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .header(credentials.header(), credentials.value())
            .buildAsync(
                URI.create(DittoTarget.url().replaceFirst("^http", "ws") + "/ws/2" + query),
                new Reader())
            .join();
  }

  private final class Reader implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        received.add(text.toString());
        text.setLength(0);
      }
      from.request(1);
      return null;
    }
  }

  /** Sends a control message and waits for its acknowledgement. */
  DittoSocket control(String message) {
    send(message);
    int query = message.indexOf('?');
    String ack = (query < 0 ? message : message.substring(0, query)) + ":ACK";
    Awaitility.await().atMost(PATIENCE).until(() -> received.contains(ack));
    return this;
  }

  void send(String text) {
    socket.sendText(text, true).join();
  }

  /** Sends a command and gives its answer. */
  JsonObject ask(String topic, String path, String value, String... headers) {
    String correlationId = UUID.randomUUID().toString();
    sendCommand(correlationId, topic, path, value, headers);
    return await(
        message ->
            message
                .getValue("headers/correlation-id")
                .filter(id -> id.equals(JsonValue.of(correlationId)))
                .isPresent());
  }

  void sendCommand(
      String correlationId, String topic, String path, String value, String... headers) {
    StringBuilder text = new StringBuilder("{\"topic\":\"" + topic + "\",\"headers\":{");
    text.append("\"correlation-id\":\"").append(correlationId).append('"');
    for (int i = 0; i < headers.length; i += 2) {
      text.append(',').append(JsonValue.of(headers[i])).append(':').append(headers[i + 1]);
    }
    text.append("},\"path\":\"").append(path).append('"');
    if (value != null) {
      text.append(",\"value\":").append(value);
    }
    send(text.append('}').toString());
  }

  /** Waits for the first protocol message that matches. */
  JsonObject await(Predicate<JsonObject> wanted) {
    return Awaitility.await()
        .atMost(PATIENCE)
        .until(
            () -> messages().stream().filter(wanted).findFirst().orElse(null),
            found -> found != null);
  }

  /** Waits for as many events of a thing and gives them. */
  List<JsonObject> awaitEvents(String thingId, int count) {
    Awaitility.await().atMost(PATIENCE).until(() -> events(thingId).size() >= count);
    return events(thingId);
  }

  List<JsonObject> events(String thingId) {
    String prefix = thingId.replace(':', '/') + "/things/twin/events/";
    return messages().stream().filter(message -> topic(message).startsWith(prefix)).toList();
  }

  List<JsonObject> messages() {
    return received.stream()
        .filter(text -> text.startsWith("{"))
        .map(JsonFactory::newObject)
        .toList();
  }

  static String topic(JsonObject message) {
    return message.getValue("topic").map(JsonValue::asString).orElse("");
  }

  static int status(JsonObject message) {
    return message.getValue("status").map(JsonValue::asInt).orElse(0);
  }

  @Override
  public void close() {
    socket.abort();
  }
}

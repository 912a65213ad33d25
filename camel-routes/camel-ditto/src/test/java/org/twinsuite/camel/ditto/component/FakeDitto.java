package org.twinsuite.camel.ditto.component;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * As much of Ditto's WebSocket, history and search as the component talks to, simulated, with
 * faults to order. Whether real Ditto behaves like this is for the integration tests.
 */
final class FakeDitto implements AutoCloseable {

  private final Vertx vertx = Vertx.vertx();
  private final HttpServer server;
  private final FakeIdentity identity;
  private final boolean secure;
  private final Map<String, List<JsonObject>> journal = new TreeMap<>();
  private final Map<ServerWebSocket, String> subscribers = new ConcurrentHashMap<>();
  private final List<ServerWebSocket> sockets = new CopyOnWriteArrayList<>();
  final List<String> requests = new CopyOnWriteArrayList<>();
  final List<JsonObject> commands = new CopyOnWriteArrayList<>();
  volatile Predicate<JsonObject> hidden = event -> false;
  volatile BiConsumer<JsonObject, Runnable> network = (event, deliver) -> deliver.run();
  volatile boolean acknowledge = true;
  volatile boolean answering = true;

  /** Lets nobody in. */
  volatile boolean away;

  /** How many changes a history shows before it ends as if that were all. */
  volatile int longestHistory = Integer.MAX_VALUE;

  /** Things whose history cannot be read. */
  volatile Predicate<String> unreadable = thingId -> false;

  /** How many answers to searches begin and never end. */
  final AtomicInteger stalling = new AtomicInteger();

  FakeDitto() {
    this(new HttpServerOptions(), null);
  }

  /**
   * @param identity who may come in; null for everybody
   */
  FakeDitto(HttpServerOptions options, FakeIdentity identity) {
    this.identity = identity;
    this.secure = options.isSsl();
    server =
        vertx
            .createHttpServer(options)
            .webSocketHandler(this::open)
            .requestHandler(this::http)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
  }

  String url() {
    return (secure ? "https://localhost:" : "http://127.0.0.1:") + server.actualPort();
  }

  /** Changes a thing as somebody else would. */
  synchronized long change(String thingId, String writer) {
    List<JsonObject> events = journal.computeIfAbsent(thingId, id -> new ArrayList<>());
    long revision = events.size() + 1L;
    JsonObject headers = new JsonObject().put("correlation-id", "c" + revision);
    if (writer != null) {
      headers.put("twinsuite-writer", writer);
    }
    JsonObject event =
        new JsonObject()
            .put("topic", thingId.replace(':', '/') + "/things/twin/events/modified")
            .put("headers", headers)
            .put("path", "/attributes/n")
            .put("value", revision)
            .put("revision", revision)
            .put("timestamp", "2026-01-02T03:04:05.678Z");
    events.add(event);
    if (!hidden.test(event)) {
      network.accept(event, () -> publish(event));
    }
    return revision;
  }

  private void publish(JsonObject event) {
    for (ServerWebSocket socket : subscribers.keySet()) {
      socket.writeTextMessage(event.encode());
    }
  }

  void signal(JsonObject message) {
    publish(message);
  }

  synchronized void purge(String thingId) {
    journal.remove(thingId);
  }

  /** Breaks all connections. */
  void cut() {
    for (ServerWebSocket socket : sockets) {
      subscribers.remove(socket);
      sockets.remove(socket);
      socket.close();
    }
  }

  int connections() {
    return sockets.size();
  }

  private void open(ServerWebSocket socket) {
    if (away) {
      socket.reject(503);
      return;
    }
    if (identity != null && !identity.knows(socket.headers())) {
      socket.reject(401);
      return;
    }
    requests.add(
        "WS "
            + socket.path()
            + " "
            + socket.headers().get("x-ditto-pre-authenticated")
            + " "
            + socket.headers().get("Authorization"));
    sockets.add(socket);
    socket.closeHandler(
        v -> {
          sockets.remove(socket);
          subscribers.remove(socket);
        });
    socket.textMessageHandler(text -> message(socket, text));
    if (identity != null) {
      identity.watch(vertx, socket);
    }
  }

  private void message(ServerWebSocket socket, String text) {
    if (text.startsWith("START-")) {
      requests.add(text);
      if (acknowledge) {
        subscribers.put(socket, text);
        socket.writeTextMessage(text.split("\\?")[0] + ":ACK");
      }
    } else if (text.startsWith("JWT-TOKEN?jwtToken=")) {
      requests.add(text);
      identity.refresh(vertx, socket, text.substring(text.indexOf('=') + 1));
    } else if (text.startsWith("{")) {
      JsonObject command = new JsonObject(text);
      commands.add(command);
      if (answering && !command.containsKey("status")) {
        socket.writeTextMessage(answer(command).encode());
      }
    }
  }

  private static JsonObject answer(JsonObject command) {
    JsonObject answer =
        new JsonObject()
            .put("topic", command.getString("topic"))
            .put(
                "headers",
                new JsonObject()
                    .put(
                        "correlation-id",
                        command.getJsonObject("headers").getString("correlation-id"))
                    .put("etag", "\"rev:7\""))
            .put("path", command.getString("path"));
    if (command.getString("topic").contains("/missing/")) {
      return answer
          .put("topic", "org.test/missing/things/twin/errors")
          .put("status", 404)
          .put(
              "value",
              new JsonObject().put("error", "things:thing.notfound").put("message", "Not found."));
    }
    return command.getString("topic").endsWith("retrieve")
        ? answer.put("status", 200).put("value", new JsonObject().put("thingId", "org.test:a"))
        : answer.put("status", 204);
  }

  private synchronized void http(HttpServerRequest request) {
    requests.add(request.uri());
    if (request.path().equals("/token")) {
      identity.token(request);
      return;
    }
    if (identity != null && !identity.knows(request.headers())) {
      request.response().setStatusCode(401).end("{\"status\":401,\"error\":\"unauthorized\"}");
      return;
    }
    String path = URLDecoder.decode(request.path(), StandardCharsets.UTF_8);
    if (path.contains("/search/") && stalling.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
      request.response().putHeader("Content-Length", "1000").write("{");
      return;
    }
    String ids = request.getParam("ids");
    if (ids != null && Stream.of(ids.split(",")).anyMatch(id -> !id.contains(":"))) {
      request.response().setStatusCode(400).end("{\"status\":400,\"error\":\"things:id.invalid\"}");
      return;
    }
    if (path.equals("/api/2/search/things") || path.equals("/api/2/things")) {
      JsonArray items = new JsonArray();
      journal.forEach(
          (id, events) ->
              items.add(new JsonObject().put("thingId", id).put("_revision", events.size())));
      boolean search = path.contains("search");
      request
          .response()
          .end(search ? new JsonObject().put("items", items).encode() : items.encode());
      return;
    }
    String thingId = path.substring(path.lastIndexOf('/') + 1);
    if (unreadable.test(thingId)) {
      request.response().setStatusCode(500).end("{\"status\":500,\"error\":\"internal\"}");
      return;
    }
    List<JsonObject> events = journal.get(thingId);
    if (events == null) {
      request
          .response()
          .setStatusCode(404)
          .end("{\"status\":404,\"error\":\"things:thing.notfound\"}");
      return;
    }
    if (request.getParam("from-historical-revision") == null) {
      request
          .response()
          .end(new JsonObject().put("thingId", thingId).put("_revision", events.size()).encode());
      return;
    }
    int from = Integer.parseInt(request.getParam("from-historical-revision"));
    int to =
        Math.min(
            events.size(), Integer.parseInt(request.getParam("to-historical-revision", "9999")));
    to = (int) Math.min(to, from - 1L + longestHistory);
    StringBuilder lines = new StringBuilder("data:\n\n");
    for (JsonObject event : events.subList(from - 1, to)) {
      if (!hidden.test(event)) {
        JsonObject thing =
            new JsonObject()
                .put("_revision", event.getLong("revision"))
                .put("_modified", event.getString("timestamp"))
                .put("_context", event);
        lines.append("data:").append(thing.encode()).append("\n\n");
      }
    }
    request.response().putHeader("Content-Type", "text/event-stream").end(lines.toString());
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}

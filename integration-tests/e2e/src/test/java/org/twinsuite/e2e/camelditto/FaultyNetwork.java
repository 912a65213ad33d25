package org.twinsuite.e2e.camelditto;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * A proxy between client and Ditto that passes commands, searches and histories and does to twin
 * events what networks and full buffers do: drops, repeats, delays and reorders them, and cuts
 * connections.
 */
final class FaultyNetwork implements AutoCloseable {

  private static final int HELD = 40;

  private final Vertx vertx = Vertx.vertx();
  private final WebSocketClient sockets = vertx.createWebSocketClient();
  private final HttpClient http = vertx.createHttpClient();
  private final String host;
  private final int port;
  private final Random random;
  private final HttpServer server;
  private final Set<ServerWebSocket> open = ConcurrentHashMap.newKeySet();
  final LongAdder dropped = new LongAdder();
  final LongAdder repeated = new LongAdder();
  final LongAdder delayed = new LongAdder();
  final LongAdder cuts = new LongAdder();

  /**
   * @param ditto address of Ditto, http only
   */
  FaultyNetwork(URI ditto, long seed) {
    host = ditto.getHost();
    port = ditto.getPort() < 0 ? 80 : ditto.getPort();
    random = new Random(seed);
    server =
        vertx
            .createHttpServer()
            .webSocketHandler(this::socket)
            .requestHandler(this::request)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
  }

  String url() {
    return "http://127.0.0.1:" + server.actualPort();
  }

  /** Breaks all connections. */
  void cut() {
    cuts.increment();
    open.forEach(ServerWebSocket::close);
  }

  private void socket(ServerWebSocket client) {
    open.add(client);
    client.pause();
    WebSocketConnectOptions target =
        new WebSocketConnectOptions().setHost(host).setPort(port).setURI(client.uri());
    for (String header : List.of("x-ditto-pre-authenticated", "Authorization")) {
      if (client.headers().contains(header)) {
        target.addHeader(header, client.headers().get(header));
      }
    }
    sockets
        .connect(target)
        .onSuccess(
            upstream -> {
              Deque<String> held = new ArrayDeque<>();
              client.textMessageHandler(upstream::writeTextMessage);
              upstream.textMessageHandler(text -> event(client, held, text));
              client.closeHandler(
                  v -> {
                    open.remove(client);
                    upstream.close();
                  });
              upstream.closeHandler(v -> client.close());
              client.resume();
            })
        .onFailure(failure -> client.close());
  }

  private void event(ServerWebSocket client, Deque<String> held, String text) {
    if (!text.contains("/twin/events/")) {
      client.writeTextMessage(text);
      return;
    }
    int dice = random.nextInt(100);
    if (dice < 8) {
      dropped.increment();
    } else if (dice < 16) {
      delayed.increment();
      held.addLast(text);
    } else {
      client.writeTextMessage(text);
      if (dice < 24) {
        repeated.increment();
        client.writeTextMessage(text);
      }
    }
    while (held.size() > HELD) {
      client.writeTextMessage(held.removeFirst());
    }
  }

  private void request(HttpServerRequest request) {
    request.pause();
    RequestOptions target =
        new RequestOptions()
            .setHost(host)
            .setPort(port)
            .setMethod(request.method())
            .setURI(request.uri());
    http.request(target)
        .compose(
            out -> {
              request.headers().forEach(h -> out.putHeader(h.getKey(), h.getValue()));
              return out.send(request);
            })
        .onSuccess(
            in -> {
              request.response().setStatusCode(in.statusCode()).setChunked(true);
              String type = in.getHeader("Content-Type");
              if (type != null) {
                request.response().putHeader("Content-Type", type);
              }
              in.pipeTo(request.response());
            })
        .onFailure(failure -> request.response().setStatusCode(502).end());
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}

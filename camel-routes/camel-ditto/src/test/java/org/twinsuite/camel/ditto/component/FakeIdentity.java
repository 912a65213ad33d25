package org.twinsuite.camel.ditto.component;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonObject;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Knows one subject, one user and one OAuth2 client, whose tokens live for a while only. As Ditto,
 * it closes a WebSocket whose token has expired and was not refreshed.
 */
final class FakeIdentity {

  static final String SUBJECT = "nginx:integration";
  static final String USER = "integration";
  static final String PASSWORD = "pass-s3cret";
  static final String CLIENT = "suite-client";
  static final String CLIENT_SECRET = "client-s3cret";

  final AtomicInteger issued = new AtomicInteger();

  /** A client is told a shorter life, so that one that is held up for a while is not late. */
  private static final long GRACE_MILLIS = 60_000;

  private final long lifetimeSeconds;
  private final Map<String, Long> expiries = new ConcurrentHashMap<>();
  private final Map<ServerWebSocket, String> tokens = new ConcurrentHashMap<>();

  FakeIdentity(long lifetimeSeconds) {
    this.lifetimeSeconds = lifetimeSeconds;
  }

  boolean knows(MultiMap headers) {
    String authorization = String.valueOf(headers.get("Authorization"));
    String basic = Base64.getEncoder().encodeToString((USER + ":" + PASSWORD).getBytes());
    return SUBJECT.equals(headers.get("x-ditto-pre-authenticated"))
        || authorization.equals("Basic " + basic)
        || authorization.startsWith("Bearer ") && valid(authorization.substring(7));
  }

  private boolean valid(String token) {
    return expiries.getOrDefault(token, 0L) > System.currentTimeMillis();
  }

  /** RFC 6749, 4.4: client credentials. */
  void token(HttpServerRequest request) {
    request.bodyHandler(
        body -> {
          boolean known =
              body.toString().contains("client_id=" + CLIENT)
                  && body.toString().contains("client_secret=" + CLIENT_SECRET);
          if (!known) {
            request.response().setStatusCode(401).end("{\"error\":\"invalid_client\"}");
            return;
          }
          String token = "jwt-s3cret-" + issued.incrementAndGet();
          expiries.put(token, System.currentTimeMillis() + lifetimeSeconds * 1000 + GRACE_MILLIS);
          request
              .response()
              .end(
                  new JsonObject()
                      .put("access_token", token)
                      .put("expires_in", lifetimeSeconds)
                      .encode());
        });
  }

  void watch(Vertx vertx, ServerWebSocket socket) {
    String authorization = String.valueOf(socket.headers().get("Authorization"));
    if (authorization.startsWith("Bearer ")) {
      refresh(vertx, socket, authorization.substring(7));
    }
  }

  void refresh(Vertx vertx, ServerWebSocket socket, String token) {
    tokens.put(socket, token);
    long left = expiries.getOrDefault(token, 0L) - System.currentTimeMillis();
    vertx.setTimer(
        Math.max(1, left),
        timer -> {
          if (token.equals(tokens.get(socket)) && !socket.isClosed()) {
            socket.close((short) 1008, "token expired");
          }
        });
  }
}

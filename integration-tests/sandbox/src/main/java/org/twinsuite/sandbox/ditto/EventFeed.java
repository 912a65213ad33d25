package org.twinsuite.sandbox.ditto;

import io.vertx.core.http.HttpServerResponse;

/** An open stream of server-sent events with Ditto's heartbeat: an empty event every second. */
final class EventFeed {

  private static final String HEARTBEAT = "data:\n\n";
  private static final long HEARTBEAT_MILLIS = 1_000;
  private static final int BUFFER = 100;

  private final Ditto ditto;
  private final HttpServerResponse response;
  private final Outbound outbound;
  private final long timer;

  private EventFeed(Ditto ditto, HttpServerResponse response) {
    this.ditto = ditto;
    this.response = response;
    this.outbound = new Outbound(response, response::write, BUFFER, ditto.droppedEvents());
    this.timer = ditto.vertx().setPeriodic(HEARTBEAT_MILLIS, tick -> response.write(HEARTBEAT));
  }

  /** Opens a stream without an end; its first heartbeat is sent at once. */
  static EventFeed start(Ditto ditto, HttpExchange exchange) {
    HttpServerResponse response = head(exchange);
    response.write(HEARTBEAT);
    return new EventFeed(ditto, response);
  }

  /** Sends events that are all there already, and ends. */
  static void finite(HttpExchange exchange, String events) {
    head(exchange).end(events);
  }

  /** Sends an event, dropped when the reader is too far behind. */
  void offer(String event) {
    outbound.offer(event);
  }

  void onClose(Runnable release) {
    response.closeHandler(
        closed -> {
          ditto.vertx().cancelTimer(timer);
          release.run();
        });
  }

  private static HttpServerResponse head(HttpExchange exchange) {
    HttpServerResponse response = exchange.response();
    response.putHeader("content-type", "text/event-stream");
    response.putHeader("cache-control", "no-cache");
    response.putHeader("correlation-id", exchange.headers().get("correlation-id"));
    response.setChunked(true);
    return response;
  }
}

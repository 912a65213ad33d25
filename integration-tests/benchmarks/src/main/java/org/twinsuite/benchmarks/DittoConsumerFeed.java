package org.twinsuite.benchmarks;

import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;

/**
 * Sends twin events in Ditto protocol JSON as fast as they are read, in a process of its own so
 * that its work is not counted. Simulated: events only, no store behind them.
 */
public final class DittoConsumerFeed {

  private static final int THINGS = 1_000;

  private long sent;

  private DittoConsumerFeed() {}

  /** Prints the port it listens on and serves until its standard input ends. */
  public static void main(String[] args) throws Exception {
    Vertx vertx = Vertx.vertx();
    int port =
        vertx
            .createHttpServer()
            .webSocketHandler(
                socket -> socket.textMessageHandler(text -> new DittoConsumerFeed().start(socket)))
            .requestHandler(
                request ->
                    request
                        .response()
                        .end(request.path().contains("search") ? "{\"items\":[]}" : "[]"))
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join()
            .actualPort();
    System.out.println(port);
    while (System.in.read() >= 0) {
      Thread.onSpinWait();
    }
    System.exit(0);
  }

  private void start(ServerWebSocket socket) {
    socket.writeTextMessage("START-SEND-EVENTS:ACK");
    socket.drainHandler(drained -> fill(socket));
    fill(socket);
  }

  private void fill(ServerWebSocket socket) {
    while (!socket.isClosed() && !socket.writeQueueFull()) {
      socket.writeTextMessage(event(sent++));
    }
  }

  static String thingId(long n) {
    return "org.plant:pump-" + n % THINGS;
  }

  /** A measured point as the ingest writes it: about 600 characters. */
  static String event(long n) {
    long revision = n / THINGS + 1;
    return "{\"topic\":\"org.plant/pump-"
        + n % THINGS
        + "/things/twin/events/merged\",\"headers\":{\"correlation-id\":\"0c1e5a3e-"
        + n
        + "\",\"twinsuite-writer\":\"ingest\",\"response-required\":false,\"version\":2,"
        + "\"ditto-originator\":\"integration:ingest\",\"requested-acks\":[],"
        + "\"content-type\":\"application/merge-patch+json\",\"entity-id\":\"thing:org.plant:pump-"
        + n % THINGS
        + "\"},\"path\":\"/features/vibration/properties\",\"value\":{\"value\":"
        + n % 997
        + ".25,\"unit\":\"mm/s\",\"quality\":{\"severity\":\"good\",\"code\":0},"
        + "\"sourceTimestamp\":\"2026-01-02T03:04:05.678Z\","
        + "\"serverTimestamp\":\"2026-01-02T03:04:05.679Z\","
        + "\"receivedAt\":\"2026-01-02T03:04:05.700Z\"},\"revision\":"
        + revision
        + ",\"timestamp\":\"2026-01-02T03:04:05.710Z\"}";
  }
}

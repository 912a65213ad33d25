package org.twinsuite.benchmarks;

import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sends twin events in Ditto protocol JSON as fast as they are read, or at a rate, dropping what
 * does not fit as Ditto does, and answers commands; in a process of its own so that its work is not
 * counted. Simulated: there is no store behind it.
 */
public final class DittoConsumerFeed {

  private static final int THINGS = 1_000;

  private static final int BUFFER_BYTES = 200 * 800;
  private static final int TICK_MILLIS = 10;
  private static final Pattern CORRELATION_ID = Pattern.compile("\"correlation-id\":\"([^\"]+)\"");

  private long sent;

  private DittoConsumerFeed() {}

  /**
   * Prints the port it listens on and serves until its standard input ends.
   *
   * @param args events per second; 0 or none for as many as are read
   */
  public static void main(String[] args) throws Exception {
    int rate = args.length == 0 ? 0 : Integer.parseInt(args[0]);
    Vertx vertx = Vertx.vertx();
    int port =
        vertx
            .createHttpServer()
            .webSocketHandler(
                socket -> {
                  DittoConsumerFeed feed = new DittoConsumerFeed();
                  socket.textMessageHandler(
                      text -> {
                        if (text.startsWith("{")) {
                          answer(socket, text);
                        } else if (rate == 0) {
                          feed.start(socket);
                        } else {
                          feed.startAt(rate, vertx, socket);
                        }
                      });
                })
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

  /** As Ditto does: a buffer of 200 events, and what does not fit is lost. */
  private void startAt(int rate, Vertx vertx, ServerWebSocket socket) {
    socket.setWriteQueueMaxSize(BUFFER_BYTES);
    socket.writeTextMessage("START-SEND-EVENTS:ACK");
    long timer =
        vertx.setPeriodic(
            TICK_MILLIS,
            tick -> {
              for (int i = 0; i < rate * TICK_MILLIS / 1_000; i++) {
                String event = event(sent++);
                if (!socket.isClosed() && !socket.writeQueueFull()) {
                  socket.writeTextMessage(event);
                }
              }
            });
    socket.closeHandler(closed -> vertx.cancelTimer(timer));
  }

  private static void answer(ServerWebSocket socket, String command) {
    Matcher id = CORRELATION_ID.matcher(command);
    if (id.find() && !socket.isClosed()) {
      socket.writeTextMessage(
          "{\"topic\":\"org.plant/pump-1/things/twin/commands/merge\",\"headers\":{\"correlation-id\":\""
              + id.group(1)
              + "\",\"response-required\":false,\"version\":2,\"etag\":\"\\\"rev:7\\\"\"},\"path\":"
              + "\"/features/vibration/properties\",\"status\":204}");
    }
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

package org.twinsuite.camel.hono.amqp;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.proton.ProtonClient;
import io.vertx.proton.ProtonConnection;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.twinsuite.camel.hono.AmqpOptions;
import org.twinsuite.camel.hono.dispatch.Backoff;

/**
 * A connection to an AMQP 1.0 peer that comes back: opens, and opens again after a break until it
 * is closed. Everything about it happens on one event loop.
 */
final class AmqpConnection {

  private static final Logger LOG = LoggerFactory.getLogger(AmqpConnection.class);
  private static final long ANSWER_MILLIS = 10_000;

  /** What happens to the connection; called on its event loop. */
  interface Listener {

    /** Open; links may be attached. */
    void opened(ProtonConnection connection);

    /** Gone; another {@code opened} follows unless it was closed. */
    void lost(String reason);
  }

  private final RemoteContainer remote;
  private final Backoff reconnect;
  private final Listener listener;
  private final Vertx vertx;
  private final Context loop;
  private final ProtonClient client;
  private ProtonConnection current;
  private volatile boolean connected;
  private volatile String reason = "starting";
  private volatile boolean closed;
  private int failures;
  private int attempt;

  static AmqpConnection of(
      RemoteContainer remote, AmqpOptions options, Vertx vertx, Listener listener) {
    return new AmqpConnection(
        remote,
        new Backoff(options.getReconnectDelay(), options.getMaximumReconnectDelay()),
        vertx,
        listener);
  }

  AmqpConnection(RemoteContainer remote, Backoff reconnect, Vertx vertx, Listener listener) {
    this.remote = remote;
    this.reconnect = reconnect;
    this.listener = listener;
    this.vertx = vertx;
    this.loop = vertx.getOrCreateContext();
    this.client = ProtonClient.create(vertx);
  }

  /** Begins to connect and returns at once. */
  void open() {
    run(this::connect);
  }

  /** Runs something on the event loop, where links may be used. */
  void run(Runnable task) {
    loop.runOnContext(v -> task.run());
  }

  /** Whether the connection is open. */
  boolean connected() {
    return connected;
  }

  /** Why there is no connection, null when there is one. */
  String reason() {
    return connected ? null : reason;
  }

  /** Gives the connection up, e.g. as a link on it was refused; another one is opened. */
  void fail(String why) {
    ProtonConnection failed = current;
    if (failed != null) {
      lost(failed, why);
    }
  }

  private void connect() {
    if (closed) {
      return;
    }
    int mine = ++attempt;
    vertx.setTimer(ANSWER_MILLIS, timer -> late(mine));
    client.connect(
        remote.options(),
        remote.host(),
        remote.port(),
        remote.username(),
        remote.password(),
        result -> {
          if (mine != attempt) {
            if (result.succeeded()) {
              result.result().disconnect();
            }
          } else if (result.failed()) {
            retry("cannot be reached: " + result.cause().getMessage());
          } else {
            negotiate(result.result());
          }
        });
  }

  /** A peer, or what stands before it, may take the connection and say nothing. */
  private void late(int awaited) {
    if (awaited != attempt || connected) {
      return;
    }
    String why = "no answer within " + ANSWER_MILLIS + " ms";
    if (current == null) {
      retry(why);
    } else {
      lost(current, why);
    }
  }

  private void negotiate(ProtonConnection connection) {
    current = connection;
    connection.setContainer("camel-hono-" + Long.toHexString(System.nanoTime()));
    connection.openHandler(
        opened -> {
          if (opened.failed()) {
            lost(connection, "refused: " + opened.cause().getMessage());
          } else if (current == connection) {
            failures = 0;
            connected = true;
            LOG.debug("Connected to {}", remote);
            listener.opened(connection);
          }
        });
    connection.closeHandler(
        end ->
            lost(
                connection,
                "closed by the peer" + (end.failed() ? ": " + end.cause().getMessage() : "")));
    connection.disconnectHandler(end -> lost(connection, "broke"));
    connection.open();
  }

  private void lost(ProtonConnection connection, String why) {
    if (current != connection) {
      return;
    }
    current = null;
    connected = false;
    connection.disconnectHandler(end -> {});
    connection.closeHandler(end -> {});
    connection.disconnect();
    listener.lost(why);
    retry(why);
  }

  private void retry(String why) {
    reason = why;
    attempt++;
    if (closed) {
      return;
    }
    long full = reconnect.delay(++failures);
    long delay = Math.max(1, full - ThreadLocalRandom.current().nextLong(full / 2 + 1));
    LOG.warn("No connection to {}, next attempt in {} ms: {}", remote, delay, why);
    vertx.setTimer(delay, timer -> connect());
  }

  /** Closes for good and waits for it. */
  void close() {
    closed = true;
    run(
        () -> {
          ProtonConnection open = current;
          current = null;
          connected = false;
          reason = "stopped";
          if (open != null) {
            open.disconnectHandler(end -> {});
            open.closeHandler(end -> {});
            open.close();
            open.disconnect();
          }
        });
  }
}

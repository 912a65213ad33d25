package org.twinsuite.camel.hono.amqp;

import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.proton.ProtonConnection;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.hono.client.amqp.connection.ConnectTimeoutException;
import org.eclipse.hono.client.amqp.connection.ConnectionFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.twinsuite.camel.hono.AmqpOptions;
import org.twinsuite.camel.hono.dispatch.Backoff;

/**
 * A connection to an AMQP 1.0 container that comes back: Hono's client opens it, and opens it again
 * after a break until it is closed. Everything about it happens on one event loop.
 */
final class AmqpConnection {

  private static final Logger LOG = LoggerFactory.getLogger(AmqpConnection.class);

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
  private final ConnectionFactory connections;
  private final String containerId;
  private ProtonConnection current;
  private volatile boolean connected;
  private volatile String reason = "starting";
  private volatile boolean closed;
  private int failures;

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
    this.connections = ConnectionFactory.newConnectionFactory(vertx, remote.config());
    this.containerId =
        ConnectionFactory.createContainerId("camel-hono", "messaging", UUID.randomUUID());
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
    connections
        .connect(
            remote.options(), null, null, containerId, this::closedByRemote, this::disconnected)
        .onComplete(result -> run(() -> connected(result)));
  }

  private void connected(AsyncResult<ProtonConnection> result) {
    if (result.failed()) {
      // a container, or what stands before it, may take the connection and say nothing
      String what =
          result.cause() instanceof ConnectTimeoutException ? "no answer" : "cannot be reached";
      retry(what + ": " + result.cause().getMessage());
    } else if (closed) {
      end(result.result());
    } else {
      current = result.result();
      failures = 0;
      connected = true;
      LOG.debug("Connected to {}", remote);
      listener.opened(current);
    }
  }

  private void closedByRemote(AsyncResult<ProtonConnection> end) {
    run(() -> fail("closed by the peer" + (end.failed() ? ": " + end.cause().getMessage() : "")));
  }

  private void disconnected(ProtonConnection connection) {
    run(() -> lost(connection, "broke"));
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
    if (closed) {
      return;
    }
    long full = reconnect.delay(++failures);
    long delay = Math.max(1, full - ThreadLocalRandom.current().nextLong(full / 2 + 1));
    LOG.warn("No connection to {}, next attempt in {} ms: {}", remote, delay, why);
    vertx.setTimer(delay, timer -> run(this::connect));
  }

  /** Closes for good. */
  void close() {
    closed = true;
    run(
        () -> {
          ProtonConnection open = current;
          current = null;
          connected = false;
          reason = "stopped";
          if (open != null) {
            end(open);
          }
        });
  }

  private static void end(ProtonConnection connection) {
    connection.disconnectHandler(end -> {});
    connection.closeHandler(end -> {});
    connection.close();
    connection.disconnect();
  }
}

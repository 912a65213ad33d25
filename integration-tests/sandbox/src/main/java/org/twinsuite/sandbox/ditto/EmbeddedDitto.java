package org.twinsuite.sandbox.ditto;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An Eclipse Ditto for tests, demonstrations and CI, in this process and in memory only: HTTP API
 * 2, server-sent events and the WebSocket {@code /ws/2}, on Ditto's own model, protocol, RQL and
 * policy libraries. It is no replacement for Ditto: nothing outlives the process.
 *
 * <p>Thread-safe. One event loop serves everything, so all changes are in one order.
 */
public final class EmbeddedDitto implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDitto.class);

  private final Vertx vertx;
  private final Ditto ditto;
  private final int port;
  private HttpServer server;
  private boolean closed;

  private EmbeddedDitto(Vertx vertx, Ditto ditto) {
    this.vertx = vertx;
    this.ditto = ditto;
    this.server = listen(ditto.config().port());
    this.port = server.actualPort();
  }

  /** Starts with {@link EmbeddedDittoConfig#defaults()}. */
  public static EmbeddedDitto start() {
    return start(EmbeddedDittoConfig.defaults());
  }

  /**
   * Starts and listens on loopback.
   *
   * @throws IllegalStateException when the port is taken.
   */
  public static EmbeddedDitto start(EmbeddedDittoConfig config) {
    Vertx vertx =
        Vertx.vertx(
            new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1));
    try {
      EmbeddedDitto embedded = new EmbeddedDitto(vertx, Ditto.create(vertx, config));
      LOG.info(
          "Embedded Ditto at {}: in memory only, everything is gone when this process ends",
          embedded.url());
      return embedded;
    } catch (RuntimeException e) {
      vertx.close();
      throw e;
    }
  }

  /** Base URL, {@code http://host:port}; the same after {@link #restart()}. */
  public String url() {
    return "http://localhost:" + port;
  }

  /** The port it listens on. */
  public int port() {
    return port;
  }

  /** How many events were dropped because their readers were too slow. */
  public long droppedEvents() {
    return ditto.droppedEvents().get();
  }

  /** Stops listening and cuts all connections; things, policies and histories stay. */
  public synchronized void stop() {
    if (server != null) {
      await(server.close().toCompletionStage().toCompletableFuture());
      server = null;
      LOG.info("Embedded Ditto at {} is down", url());
    }
  }

  /** Listens again on the same port, with everything as it was; stops first when needed. */
  public synchronized void restart() {
    stop();
    server = listen(port);
    LOG.info("Embedded Ditto at {} is up again", url());
  }

  /** Ends it; all data are gone. */
  @Override
  public synchronized void close() {
    server = null;
    if (closed) {
      return;
    }
    closed = true;
    await(vertx.close().toCompletionStage().toCompletableFuture());
  }

  private HttpServer listen(int wanted) {
    HttpServerOptions options =
        new HttpServerOptions()
            .setHost("127.0.0.1")
            .setPort(wanted)
            .setReuseAddress(true)
            .setTcpNoDelay(true)
            .setMaxWebSocketFrameSize(1 << 20)
            .setMaxWebSocketMessageSize(4 << 20)
            .setMaxInitialLineLength(32 * 1024)
            .setMaxHeaderSize(32 * 1024)
            .setCompressionSupported(false);
    HttpServer starting = vertx.createHttpServer(options).requestHandler(new HttpApi(ditto));
    return await(starting.listen().toCompletionStage().toCompletableFuture());
  }

  private static <T> T await(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      throw new IllegalStateException("Embedded Ditto: " + e.getCause().getMessage(), e.getCause());
    }
  }
}

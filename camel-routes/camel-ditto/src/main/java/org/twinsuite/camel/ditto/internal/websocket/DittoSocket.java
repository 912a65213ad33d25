package org.twinsuite.camel.ditto.internal.websocket;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.twinsuite.camel.ditto.DittoUnavailableException;
import org.twinsuite.camel.ditto.internal.http.Authentication;
import org.twinsuite.camel.ditto.internal.protocol.ConnectionFailure;
import org.twinsuite.camel.ditto.internal.transport.ConnectionSettings;

/**
 * A WebSocket to Ditto that comes back: opens, watches, and opens again after a break until it is
 * closed. Reads only as much as its listener asks for.
 */
public final class DittoSocket {

  private static final Logger LOG = LoggerFactory.getLogger(DittoSocket.class);

  /** What happens on the socket; called from one thread at a time. */
  public interface Listener {

    /** Open; the listener asks for messages with {@link SocketSession#request}. */
    void opened(SocketSession session);

    /** One whole message; it used up one request. */
    void message(SocketSession session, String text);

    /**
     * Broken, or not to be had; another {@code opened} follows unless the socket was closed.
     *
     * @param cause names address and reason
     */
    void lost(Throwable cause);
  }

  private final HttpClient client;
  private final Authentication authentication;
  private final ConnectionSettings options;
  private final ScheduledExecutorService timer;
  private final Listener listener;
  private volatile SocketSession session;
  private volatile boolean closed;
  private int attempts;

  public DittoSocket(
      HttpClient client,
      Authentication authentication,
      ConnectionSettings options,
      ScheduledExecutorService timer,
      Listener listener) {
    this.client = client;
    this.authentication = authentication;
    this.options = options;
    this.timer = timer;
    this.listener = listener;
  }

  /** Begins to connect and returns at once. */
  public void open() {
    CompletableFuture.completedFuture(null)
        .thenCompose(go -> authentication.credential())
        .thenCompose(this::connect)
        .whenComplete(
            (opened, failure) -> {
              if (failure != null) {
                lost(failure instanceof CompletionException ? failure.getCause() : failure);
              } else if (closed) {
                opened.close();
              }
            });
  }

  private CompletableFuture<SocketSession> connect(Authentication.Credential credential) {
    SocketSession next = new SocketSession(this, options);
    return client
        .newWebSocketBuilder()
        .connectTimeout(options.connectTimeout())
        .header(credential.header(), credential.value())
        .buildAsync(options.address(), next)
        .thenApply(
            socket -> {
              later(options.heartbeat(), () -> watch(next));
              if (credential.lifetimeMillis() != Long.MAX_VALUE) {
                refreshLater(next, credential.lifetimeMillis());
              }
              return next;
            });
  }

  void opened(SocketSession opened) {
    LOG.debug("Connected to {}", options.url());
    attempts = 0;
    session = opened;
    listener.opened(opened);
  }

  void message(SocketSession from, String text) {
    listener.message(from, text);
  }

  void lost(Throwable cause) {
    session = null;
    if (closed) {
      return;
    }
    Duration delay = options.reconnect().delay(attempts++);
    DittoUnavailableException failure = ConnectionFailure.at(options.url(), cause);
    LOG.warn("{}; next attempt in {} ms", failure.getMessage(), delay.toMillis());
    later(delay, this::open);
    try {
      listener.lost(failure);
    } catch (RuntimeException | Error e) {
      LOG.error("The loss of the connection could not be handled completely", e);
    }
  }

  private void watch(SocketSession watched) {
    if (closed || session != watched) {
      return;
    }
    later(options.heartbeat(), () -> watch(watched));
    if (watched.silentMillis() > 3 * options.heartbeat().toMillis()) {
      watched.fail(new DittoUnavailableException("Ditto does not answer pings"));
      return;
    }
    watched.ping();
  }

  /** Ditto closes a session whose token expired unless it gets a new one in time. */
  private void refreshLater(SocketSession current, long lifetimeMillis) {
    later(
        Duration.ofMillis(lifetimeMillis * 3 / 4),
        () -> {
          if (closed || session != current) {
            return;
          }
          CompletableFuture.completedFuture(null)
              .thenCompose(go -> authentication.credential())
              .whenComplete(
                  (fresh, failure) -> {
                    if (failure == null) {
                      String token = fresh.value().substring(fresh.value().indexOf(' ') + 1);
                      current.send("JWT-TOKEN?jwtToken=" + token);
                      refreshLater(current, fresh.lifetimeMillis());
                    } else {
                      refreshLater(current, lifetimeMillis / 4);
                    }
                  });
        });
  }

  private void later(Duration delay, Runnable task) {
    try {
      timer.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("Socket is closed", e);
    }
  }

  /** The open session, or {@code null}. */
  public SocketSession session() {
    return session;
  }

  /** Closes for good. */
  public void close() {
    closed = true;
    SocketSession open = session;
    session = null;
    if (open != null) {
      open.close();
    }
  }
}

package org.twinsuite.camel.ditto.internal.client;

import com.neovisionaries.ws.client.WebSocket;
import com.neovisionaries.ws.client.WebSocketAdapter;
import com.neovisionaries.ws.client.WebSocketFrame;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.ditto.client.configuration.AuthenticationConfiguration;
import org.eclipse.ditto.client.configuration.DummyAuthenticationConfiguration;
import org.eclipse.ditto.client.configuration.WebSocketMessagingConfiguration;
import org.eclipse.ditto.client.messaging.AuthenticationProvider;
import org.eclipse.ditto.client.messaging.MessagingProvider;
import org.eclipse.ditto.client.messaging.MessagingProviders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.twinsuite.camel.ditto.DittoUnavailableException;
import org.twinsuite.camel.ditto.internal.http.Authentication;
import org.twinsuite.camel.ditto.internal.protocol.ConnectionFailure;
import org.twinsuite.camel.ditto.internal.transport.ConnectionSettings;

/**
 * A connection of the Eclipse Ditto client that comes back. Each break ends one {@link
 * MessagingProvider}, another one follows with the delays of the options: the client's own
 * reconnecting takes five seconds at least and discards what is sent meanwhile.
 */
final class ClientConnection {

  private static final Logger LOG = LoggerFactory.getLogger(ClientConnection.class);

  /** What happens on the connection. */
  interface Listener {

    void opened(Session session);

    /** Broken, or not to be had; another {@code opened} follows unless it was closed. */
    void lost(DittoUnavailableException cause);
  }

  private final Authentication authentication;
  private final ConnectionSettings options;
  private final Duration timeout;
  private final ScheduledExecutorService timer;
  private final Listener listener;
  private volatile Session current;
  private volatile boolean closed;
  private int attempts;

  /**
   * @param timeout how long the client waits for an answer
   */
  ClientConnection(
      Authentication authentication,
      ConnectionSettings options,
      Duration timeout,
      ScheduledExecutorService timer,
      Listener listener) {
    this.authentication = authentication;
    this.options = options;
    this.timeout = timeout;
    this.timer = timer;
    this.listener = listener;
  }

  /** Begins to connect and returns at once. */
  void open() {
    CompletableFuture.completedFuture(null)
        .thenCompose(go -> authentication.credential())
        .thenCompose(this::connect)
        .whenComplete(
            (session, failure) -> {
              if (failure != null) {
                lost(cause(failure));
              } else {
                opened(session);
              }
            });
  }

  private static Throwable cause(Throwable failure) {
    return failure instanceof CompletionException ? failure.getCause() : failure;
  }

  private CompletableFuture<Session> connect(Authentication.Credential credential) {
    Session session = new Session(credential);
    return CompletableFuture.completedFuture(null)
        .thenCompose(go -> session.provider.initializeAsync())
        .orTimeout(options.connectTimeout().toMillis(), TimeUnit.MILLISECONDS)
        .handle(
            (done, failure) -> {
              if (failure != null) {
                session.fail(cause(failure));
              }
              return session;
            });
  }

  private void opened(Session session) {
    if (closed) {
      execute(session.provider::close);
      return;
    }
    synchronized (this) {
      if (session.over.get()) {
        return;
      }
      current = session;
      attempts = 0;
      LOG.debug("Connected to {}", options.url());
      try {
        listener.opened(session);
      } catch (RuntimeException | Error e) {
        session.fail(e);
        return;
      }
    }
    later(options.heartbeat(), () -> watch(session));
    if (session.credential.lifetimeMillis() != Long.MAX_VALUE) {
      refreshLater(session, session.credential.lifetimeMillis());
    }
  }

  private void lost(Throwable cause) {
    current = null;
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

  /** The client pings and does not mind whether it is answered. */
  private void watch(Session session) {
    if (closed || current != session) {
      return;
    }
    later(options.heartbeat(), () -> watch(session));
    if (session.silentMillis() > 3 * options.heartbeat().toMillis()) {
      session.fail(new DittoUnavailableException("Ditto does not answer pings"));
    }
  }

  private void refreshLater(Session session, long lifetimeMillis) {
    later(
        Duration.ofMillis(lifetimeMillis * 3 / 4),
        () -> {
          if (closed || current != session) {
            return;
          }
          CompletableFuture.completedFuture(null)
              .thenCompose(go -> authentication.credential())
              .whenComplete(
                  (fresh, failure) -> {
                    if (failure == null) {
                      String token = fresh.value().substring(fresh.value().indexOf(' ') + 1);
                      session.send("JWT-TOKEN?jwtToken=" + token);
                      refreshLater(session, fresh.lifetimeMillis());
                    } else {
                      refreshLater(session, lifetimeMillis / 4);
                    }
                  });
        });
  }

  private void later(Duration delay, Runnable task) {
    try {
      timer.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("Connection is closed", e);
    }
  }

  private void execute(Runnable task) {
    try {
      timer.execute(task);
    } catch (RejectedExecutionException e) {
      task.run();
    }
  }

  /** Closes for good. */
  void close() {
    closed = true;
    Session open = current;
    current = null;
    if (open != null) {
      open.over.set(true);
      open.provider.close();
    }
  }

  /** One connection from its opening to its end; logs in with our credentials. */
  final class Session implements AuthenticationProvider<WebSocket> {

    private final Authentication.Credential credential;
    private final MessagingProvider provider;
    private final AuthenticationConfiguration identity =
        DummyAuthenticationConfiguration.newBuilder().dummyUsername("camel-ditto").build();
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile boolean reading = true;
    private volatile long lastHeard = System.nanoTime();

    private Session(Authentication.Credential credential) {
      this.credential = credential;
      this.provider =
          MessagingProviders.webSocket(
              WebSocketMessagingConfiguration.newBuilder()
                  .endpoint(options.address().toString())
                  .timeout(timeout)
                  .reconnectEnabled(false)
                  .initialConnectRetryEnabled(false)
                  .disconnectedListener(
                      context ->
                          end(
                              context
                                  .getCause()
                                  .orElse(
                                      new DittoUnavailableException(
                                          "Ditto closed the connection"))))
                  .build(),
              this);
    }

    MessagingProvider provider() {
      return provider;
    }

    /** The connection waits by itself, so that silence means nothing. */
    void reading(boolean now) {
      lastHeard = System.nanoTime();
      reading = now;
    }

    void heard() {
      lastHeard = System.nanoTime();
    }

    private long silentMillis() {
      return reading ? (System.nanoTime() - lastHeard) / 1_000_000 : 0;
    }

    void send(String text) {
      try {
        provider.emit(text);
      } catch (RuntimeException e) {
        fail(e);
      }
    }

    /** Gives this connection up; another one follows. */
    void fail(Throwable cause) {
      execute(provider::close);
      end(cause);
    }

    boolean over() {
      return over.get();
    }

    private void end(Throwable cause) {
      boolean first;
      synchronized (ClientConnection.this) {
        first = over.compareAndSet(false, true);
      }
      if (first) {
        lost(cause);
      }
    }

    @Override
    public AuthenticationConfiguration getConfiguration() {
      return identity;
    }

    /** Called for each WebSocket after the client has set its own limits. */
    @Override
    public void prepareAuthentication(WebSocket socket) {
      socket.addHeader(credential.header(), credential.value());
      socket.setMaxPayloadSize(options.maxMessageSize());
      socket.setPingInterval(options.heartbeat().toMillis());
      socket.addListener(
          new WebSocketAdapter() {
            @Override
            public void onPongFrame(WebSocket from, WebSocketFrame frame) {
              heard();
            }
          });
    }

    @Override
    public void destroy() {
      // There is nothing to release.
    }
  }
}

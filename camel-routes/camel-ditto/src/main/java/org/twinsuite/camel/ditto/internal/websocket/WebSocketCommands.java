package org.twinsuite.camel.ditto.internal.websocket;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.ditto.json.JsonObject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.twinsuite.camel.ditto.DittoUnavailableException;
import org.twinsuite.camel.ditto.internal.protocol.EventFormat;
import org.twinsuite.camel.ditto.internal.transport.CommandTransport;
import org.twinsuite.camel.ditto.internal.transport.PendingCommands;

/** Commands over a WebSocket of the JDK. */
public final class WebSocketCommands implements DittoSocket.Listener, CommandTransport {

  private static final Logger LOG = LoggerFactory.getLogger(WebSocketCommands.class);
  private static final int READ_AHEAD = 64;

  private final PendingCommands pending;
  private final AtomicInteger read = new AtomicInteger();
  private volatile SocketSession session;
  private volatile Throwable problem;

  public WebSocketCommands(PendingCommands pending) {
    this.pending = pending;
  }

  @Override
  public boolean connected() {
    return session != null;
  }

  @Override
  public String problem() {
    Throwable current = problem;
    return connected() || current == null ? null : current.getMessage();
  }

  @Override
  public CompletableFuture<JsonObject> send(
      String correlationId, JsonObject command, Duration timeout) {
    SocketSession current = session;
    if (current == null) {
      return CompletableFuture.failedFuture(DittoUnavailableException.nothingSent(problem));
    }
    String text = command.toString();
    return pending.await(
        correlationId,
        text.length(),
        timeout,
        answer -> {
          current
              .send(text)
              .whenComplete(
                  (sent, failure) -> {
                    if (failure != null) {
                      answer.completeExceptionally(PendingCommands.unsendable(failure));
                    }
                  });
          if (session != current) {
            answer.completeExceptionally(PendingCommands.broken(problem));
          }
        });
  }

  @Override
  public void opened(SocketSession opened) {
    session = opened;
    opened.request(READ_AHEAD);
  }

  @Override
  public void message(SocketSession from, String text) {
    if (Math.floorMod(read.incrementAndGet(), READ_AHEAD / 2) == 0) {
      from.request(READ_AHEAD / 2);
    }
    if (!text.startsWith("{")) {
      return;
    }
    try {
      JsonObject answer = JsonObject.of(text);
      String id = EventFormat.text(EventFormat.object(answer, "headers"), "correlation-id");
      if (answer.contains("status") && !pending.complete(id, answer)) {
        LOG.debug("An answer that is not awaited (any more): {}", id);
      }
    } catch (RuntimeException | Error e) {
      LOG.warn("An answer of Ditto cannot be read: {}", e.toString());
    }
  }

  @Override
  public void lost(Throwable cause) {
    problem = cause;
    session = null;
    pending.breakAll(cause);
  }

  /** Fails what still waits, when the channel is closed for good. */
  public void closed() {
    lost(new DittoUnavailableException("The component is stopped"));
  }
}

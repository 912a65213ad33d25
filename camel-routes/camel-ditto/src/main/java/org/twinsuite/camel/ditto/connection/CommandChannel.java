package org.twinsuite.camel.ditto.connection;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.ditto.json.JsonObject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.twinsuite.camel.ditto.DittoUnavailableException;

/**
 * Commands and their answers over one WebSocket, many under way at once. Holds nothing back:
 * without a connection a command fails at once, and a broken connection fails all that wait.
 */
public final class CommandChannel implements DittoSocket.Listener {

  private static final Logger LOG = LoggerFactory.getLogger(CommandChannel.class);
  private static final int READ_AHEAD = 64;

  private final Map<String, CompletableFuture<JsonObject>> pending = new ConcurrentHashMap<>();
  private final int maxPending;
  private final AtomicInteger read = new AtomicInteger();
  private volatile SocketSession session;
  private volatile Throwable problem;

  /**
   * @param maxPending how many commands may wait for an answer
   */
  public CommandChannel(int maxPending) {
    this.maxPending = maxPending;
  }

  public boolean connected() {
    return session != null;
  }

  /** Why there is no connection; {@code null} when none was tried, or there is one. */
  public String problem() {
    Throwable current = problem;
    return connected() || current == null ? null : current.getMessage();
  }

  /** How many commands wait for an answer. */
  public int pending() {
    return pending.size();
  }

  /**
   * Sends a command.
   *
   * @param correlationId unique among the commands under way
   * @param message in Ditto protocol JSON with that correlation id
   * @return the answer, whatever its status; completes with {@link DittoUnavailableException} when
   *     there is no connection, too much is under way or no answer comes in time
   */
  public CompletableFuture<JsonObject> send(
      String correlationId, String message, Duration timeout) {
    SocketSession current = session;
    if (current == null) {
      return CompletableFuture.failedFuture(
          problem == null
              ? new DittoUnavailableException("No connection to Ditto yet; nothing was sent")
              : new DittoUnavailableException(
                  problem.getMessage() + "; nothing was sent", problem));
    }
    if (pending.size() >= maxPending) {
      return CompletableFuture.failedFuture(
          new DittoUnavailableException(
              maxPending + " commands wait for Ditto's answer already; nothing was sent"));
    }
    CompletableFuture<JsonObject> answer = new CompletableFuture<>();
    if (pending.putIfAbsent(correlationId, answer) != null) {
      return CompletableFuture.failedFuture(
          new IllegalArgumentException(
              "The correlation id " + correlationId + " is in use by a command under way"));
    }
    current
        .send(message)
        .whenComplete(
            (sent, failure) -> {
              if (failure != null) {
                answer.completeExceptionally(unsendable(failure));
              }
            });
    if (session != current) {
      answer.completeExceptionally(broken(null));
    }
    return answer
        .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete((a, failure) -> pending.remove(correlationId, answer))
        .exceptionallyCompose(failure -> CompletableFuture.failedFuture(explain(failure, timeout)));
  }

  private static Throwable explain(Throwable failure, Duration timeout) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return cause instanceof TimeoutException
        ? new DittoUnavailableException(
            "No answer within " + timeout.toMillis() + " ms; the command may have been executed")
        : cause;
  }

  private static Throwable unsendable(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return cause instanceof IllegalArgumentException || cause instanceof DittoUnavailableException
        ? cause
        : new DittoUnavailableException("The command could not be sent", cause);
  }

  private static DittoUnavailableException broken(Throwable cause) {
    return new DittoUnavailableException(
        "The connection broke before the answer; the command may have been executed", cause);
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
      CompletableFuture<JsonObject> waiting = id == null ? null : pending.get(id);
      if (waiting == null) {
        LOG.debug("An answer nobody waits for (any more): {}", id);
      } else if (answer.contains("status")) {
        waiting.complete(answer);
      }
    } catch (RuntimeException | Error e) {
      LOG.warn("An answer of Ditto cannot be read: {}", e.toString());
    }
  }

  @Override
  public void lost(Throwable cause) {
    session = null;
    problem = cause;
    pending.values().forEach(answer -> answer.completeExceptionally(broken(cause)));
  }

  /** Fails what still waits, when the channel is closed for good. */
  void closed() {
    lost(new DittoUnavailableException("The component is stopped"));
  }
}

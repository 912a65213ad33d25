package org.twinsuite.camel.ditto.internal.transport;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.ditto.json.JsonObject;
import org.twinsuite.camel.ditto.DittoUnavailableException;

/** The commands that wait for an answer, bounded in number and characters. */
public final class PendingCommands {

  private final Map<String, CompletableFuture<JsonObject>> pending = new ConcurrentHashMap<>();
  private final AtomicLong chars = new AtomicLong();
  private final int maxCommands;
  private final long maxChars;

  /**
   * @param maxCommands how many commands may wait
   * @param maxChars how many characters all of them may have
   */
  public PendingCommands(int maxCommands, long maxChars) {
    this.maxCommands = maxCommands;
    this.maxChars = maxChars;
  }

  /**
   * Notes a command and sends it.
   *
   * @param send returns what fails when the command could not be sent
   * @return the answer; see {@link CommandTransport#send}
   */
  public CompletableFuture<JsonObject> await(
      String correlationId, int size, Duration timeout, Sending send) {
    long before = chars.getAndAdd(size);
    if (pending.size() >= maxCommands || before > 0 && before + size > maxChars) {
      chars.addAndGet(-size);
      return CompletableFuture.failedFuture(
          new DittoUnavailableException(
              pending.size()
                  + " commands of "
                  + before
                  + " characters wait for Ditto's answer already; nothing was sent"));
    }
    CompletableFuture<JsonObject> answer = new CompletableFuture<>();
    if (pending.putIfAbsent(correlationId, answer) != null) {
      chars.addAndGet(-size);
      return CompletableFuture.failedFuture(
          new IllegalArgumentException(
              "The correlation id " + correlationId + " is in use by a command under way"));
    }
    try {
      send.start(answer);
    } catch (RuntimeException | Error e) {
      answer.completeExceptionally(unsendable(e));
    }
    return answer
        .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete(
            (a, failure) -> {
              pending.remove(correlationId, answer);
              chars.addAndGet(-size);
            })
        .exceptionallyCompose(failure -> CompletableFuture.failedFuture(explain(failure, timeout)));
  }

  /** Sends a command; completes the answer with a failure when that is not possible. */
  @FunctionalInterface
  public interface Sending {
    void start(CompletableFuture<JsonObject> answer);
  }

  /** What a failed sending means to who waits for the answer. */
  public static Throwable unsendable(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    boolean known =
        cause instanceof IllegalArgumentException
            || cause instanceof DittoUnavailableException
            || cause instanceof TimeoutException;
    return known ? cause : new DittoUnavailableException("The command could not be sent", cause);
  }

  private static Throwable explain(Throwable failure, Duration timeout) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return cause instanceof TimeoutException
        ? new DittoUnavailableException(
            "No answer within " + timeout.toMillis() + " ms; the command may have been executed")
        : cause;
  }

  /** How many commands wait for an answer. */
  public int size() {
    return pending.size();
  }

  /**
   * @return whether the answer was awaited
   */
  public boolean complete(String correlationId, JsonObject answer) {
    CompletableFuture<JsonObject> waiting =
        correlationId == null ? null : pending.get(correlationId);
    return waiting != null && waiting.complete(answer);
  }

  /** The connection broke: no answer will come. */
  public void breakAll(Throwable cause) {
    pending.values().forEach(answer -> answer.completeExceptionally(broken(cause)));
  }

  /** What a broken connection means to who waits for the answer. */
  public static DittoUnavailableException broken(Throwable cause) {
    return new DittoUnavailableException(
        "The connection broke before the answer; the command may have been executed", cause);
  }
}

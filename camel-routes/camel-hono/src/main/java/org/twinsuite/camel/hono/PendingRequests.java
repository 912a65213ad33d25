package org.twinsuite.camel.hono;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Requests waiting for their response. */
final class PendingRequests {

  private final Map<String, CompletableFuture<CommandResponse>> waiting = new ConcurrentHashMap<>();

  /**
   * Waits for the response to a request.
   *
   * @return ends with the response, or with a {@link HonoCommandException} when there is none in
   *     time
   * @throws IllegalArgumentException when a request with this correlation id is under way already
   */
  public CompletableFuture<CommandResponse> expect(String correlationId, Duration timeout) {
    CompletableFuture<CommandResponse> response = new CompletableFuture<>();
    if (waiting.putIfAbsent(correlationId, response) != null) {
      throw new IllegalArgumentException(
          "correlation id " + correlationId + " is in use: give every request one of its own");
    }
    CompletableFuture.delayedExecutor(timeout.toMillis(), TimeUnit.MILLISECONDS)
        .execute(() -> expire(response, timeout));
    response.whenComplete((answer, failure) -> waiting.remove(correlationId));
    return response;
  }

  /** Hands a response to who waits for it; those nobody waits for are late or somebody else's. */
  public void received(CommandResponse response) {
    CompletableFuture<CommandResponse> request =
        response.correlationId() == null ? null : waiting.get(response.correlationId());
    if (request != null) {
      request.complete(response);
    }
  }

  /** Whether no request waits. */
  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** Ends all requests with a failure. */
  public void failAll(Exception failure) {
    waiting.values().forEach(request -> request.completeExceptionally(failure));
  }

  private static void expire(CompletableFuture<CommandResponse> response, Duration timeout) {
    response.completeExceptionally(
        new HonoCommandException(
            HonoCommandException.NO_RESPONSE, "no response within " + timeout.toMillis() + " ms"));
  }
}

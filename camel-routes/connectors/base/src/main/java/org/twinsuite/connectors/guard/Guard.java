package org.twinsuite.connectors.guard;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.twinsuite.connectors.ConnectorFailure;
import org.twinsuite.connectors.RetryableFailure;
import org.twinsuite.connectors.config.Option;
import org.twinsuite.connectors.config.Settings;

/**
 * Retries what can succeed, with jitter and the pause the target asks for, and stops calling a
 * system that is down. One guard per system, so that a dead system does not hold up the others.
 */
public final class Guard {

  static final Option<Integer> ATTEMPTS =
      Option.number("attempts", "attempts per call, the first included", 4, 1, 100);
  static final Option<Duration> FIRST_PAUSE =
      Option.duration(
          "firstPause",
          "pause before the second attempt; doubles from there",
          Duration.ofMillis(500));
  static final Option<Duration> LONGEST_PAUSE =
      Option.duration(
          "longestPause",
          "longest pause within a call; a target that asks for more makes the call fail at once, to be repeated later",
          Duration.ofSeconds(30));
  static final Option<Integer> BREAKER_CALLS =
      Option.number(
          "breakerCalls",
          "the last calls the circuit breaker looks at; half of them failed opens it",
          20,
          1,
          10_000);
  static final Option<Duration> BREAKER_PAUSE =
      Option.duration(
          "breakerPause",
          "how long an open circuit breaker lets nothing through",
          Duration.ofSeconds(15));

  static final Option<Duration> SETTLE =
      Option.duration(
          "settle",
          "how long the system may still carry out what it did not answer; before that nothing is created a second time",
          Duration.ofMinutes(2));

  /** The options every guarded system has. */
  public static final List<Option<?>> OPTIONS =
      List.of(ATTEMPTS, FIRST_PAUSE, LONGEST_PAUSE, BREAKER_CALLS, BREAKER_PAUSE, SETTLE);

  private final String system;
  private final Retry retry;
  private final CircuitBreaker breaker;
  private final Duration breakerPause;
  private final Duration settle;

  private Guard(
      String system, Retry retry, CircuitBreaker breaker, Duration breakerPause, Duration settle) {
    this.system = system;
    this.retry = retry;
    this.breaker = breaker;
    this.breakerPause = breakerPause;
    this.settle = settle;
  }

  /** A guard with its own circuit breaker. */
  public static Guard of(String system, Settings settings) {
    Duration first = settings.get(FIRST_PAUSE);
    Duration longest = settings.get(LONGEST_PAUSE);
    Retry retry =
        Retry.of(
            system,
            RetryConfig.custom()
                .maxAttempts(settings.get(ATTEMPTS))
                .retryOnException(failure -> isRetryable(failure, longest))
                .intervalBiFunction(
                    (attempt, outcome) -> pause(attempt, outcome.getLeft(), first, longest))
                .build());
    int calls = settings.get(BREAKER_CALLS);
    Duration breakerPause = settings.get(BREAKER_PAUSE);
    CircuitBreaker breaker =
        CircuitBreaker.of(
            system,
            CircuitBreakerConfig.custom()
                .slidingWindowSize(calls)
                .minimumNumberOfCalls(calls)
                .waitDurationInOpenState(breakerPause)
                .permittedNumberOfCallsInHalfOpenState(1)
                .recordException(Guard::countsAgainst)
                .build());
    return new Guard(system, retry, breaker, breakerPause, settings.get(SETTLE));
  }

  /** A stale row stamp or ETag is worth a repeat but says nothing against the system's health. */
  private static boolean countsAgainst(Throwable failure) {
    return failure instanceof RetryableFailure retryable && retryable.status() != 412;
  }

  private static boolean isRetryable(Throwable failure, Duration longest) {
    return failure instanceof RetryableFailure retryable
        && retryable.retryAfter().filter(asked -> asked.compareTo(longest) > 0).isEmpty();
  }

  /** The pause asked for, or doubling with full jitter; what was asked for gets jitter on top. */
  private static long pause(int attempt, Throwable failure, Duration first, Duration longest) {
    long ceiling = Math.min(longest.toMillis(), first.toMillis() << Math.min(attempt - 1, 20));
    long jitter = ThreadLocalRandom.current().nextLong(Math.max(1, ceiling / 2));
    long asked =
        failure instanceof RetryableFailure retryable
            ? retryable.retryAfter().map(Duration::toMillis).orElse(0L)
            : 0L;
    return Math.max(1, asked > 0 ? asked + jitter / 4 : ceiling / 2 + jitter);
  }

  /**
   * Runs the call, again if that can help. Its failures are {@link
   * org.twinsuite.connectors.ConnectorFailure}s.
   */
  public <T> T call(Supplier<T> call) {
    try {
      return retry.executeSupplier(
          CircuitBreaker.decorateSupplier(breaker, () -> parseOrFail(call)));
    } catch (CallNotPermittedException e) {
      throw new RetryableFailure(
          system, 0, "is not called for now, too many calls failed", breakerPause, null);
    }
  }

  /**
   * Creates something unless it exists; each attempt begins with the look-up. What was sent and may
   * still be carried out, because no answer came or a gateway gave up (502, 504), is looked for
   * from then on and not sent again: the failure asks for a pause after which it can be.
   */
  public <T> T createOnce(Supplier<Optional<T>> find, Supplier<T> submit) {
    AtomicReference<RetryableFailure> open = new AtomicReference<>();
    try {
      return call(() -> find.get().orElseGet(() -> submit(submit, open)));
    } catch (RetryableFailure e) {
      if (open.get() == null) {
        throw e;
      }
      throw new RetryableFailure(
          system,
          open.get().status(),
          "it is not known whether it was created; it is looked up again: "
              + open.get().getMessage(),
          settle,
          open.get());
    }
  }

  private <T> T submit(Supplier<T> submit, AtomicReference<RetryableFailure> open) {
    if (open.get() != null) {
      throw open.get();
    }
    try {
      return parseOrFail(submit);
    } catch (RetryableFailure e) {
      if (mayHaveSucceeded(e)) {
        open.set(e);
      }
      throw e;
    }
  }

  private static boolean mayHaveSucceeded(RetryableFailure failed) {
    return failed.status() == 502
        || failed.status() == 504
        || failed.status() == 0 && !(failed.getCause() instanceof ConnectException);
  }

  /** An answer that cannot be parsed is the system's failure, reported and repeated like others. */
  private <T> T parseOrFail(Supplier<T> call) {
    try {
      return call.get();
    } catch (ConnectorFailure e) {
      throw e;
    } catch (RuntimeException | StackOverflowError e) {
      throw new RetryableFailure(system, 0, "gave what cannot be read: " + e.getMessage(), null, e);
    }
  }

  /** False while the circuit breaker lets nothing through. */
  public boolean closed() {
    return breaker.getState() != CircuitBreaker.State.OPEN;
  }
}

package org.twinsuite.connectors;

import java.time.Duration;
import java.util.Optional;

/**
 * The target could not be reached or could not answer: HTTP 408, 425, 429, 5xx, an I/O error, or an
 * open circuit breaker. Whether the request had an effect is unknown; look the reference up before
 * the next attempt.
 */
public final class RetryableFailure extends ConnectorFailure {

  private final transient Duration retryAfter;

  /**
   * @param status HTTP status, 0 if there was no answer
   * @param retryAfter the pause the target asked for (RFC 9110, Retry-After), or null
   * @param cause may be null
   */
  public RetryableFailure(
      String system, int status, String message, Duration retryAfter, Throwable cause) {
    super(system, status, message, cause);
    this.retryAfter = retryAfter;
  }

  /**
   * Something answered, but not the system: what was asked for is not in it.
   *
   * @param missing what is not there, in words
   */
  public static RetryableFailure noAnswer(String system, String missing) {
    return new RetryableFailure(
        system,
        0,
        "answered without " + missing + ": is it up, or a proxy in between?",
        null,
        null);
  }

  /** The pause the target asked for, empty if it did not say. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}

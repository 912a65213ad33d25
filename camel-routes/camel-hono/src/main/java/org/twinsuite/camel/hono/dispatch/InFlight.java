package org.twinsuite.camel.hono.dispatch;

/**
 * A message that was accepted and has not ended. Guarded by the dispatcher's lock.
 *
 * @param <M> the message
 */
final class InFlight<M> {

  final Lane<M> lane;
  final String key;
  final long bytes;
  final long acceptedNanos;
  M message;
  int failures;
  int counted;
  long completionsBefore;
  long delayMillis;
  boolean exhausted;
  boolean begun;
  boolean ended;
  Throwable lastFailure;

  InFlight(Lane<M> lane, String key, long bytes, M message, long acceptedNanos) {
    this.lane = lane;
    this.key = key;
    this.bytes = bytes;
    this.message = message;
    this.acceptedNanos = acceptedNanos;
  }

  Attempt attempt() {
    return new Attempt(failures, exhausted, lastFailure);
  }

  /**
   * An attempt failed.
   *
   * @param completions how many messages have succeeded so far
   * @return whether the message is exhausted since this attempt
   */
  boolean failed(Throwable cause, RetryPolicy retry, long completions) {
    failures++;
    lastFailure = cause;
    if (retry.counts(cause, completions > completionsBefore)) {
      counted++;
    }
    completionsBefore = completions;
    boolean now = !exhausted && retry.exhausted(counted);
    delayMillis = now ? 0 : retry.backoff().delay(failures);
    exhausted |= now;
    return now;
  }

  /** Frees the message; later ones of its lane may have to wait for an earlier one. */
  void end() {
    ended = true;
    message = null;
  }
}

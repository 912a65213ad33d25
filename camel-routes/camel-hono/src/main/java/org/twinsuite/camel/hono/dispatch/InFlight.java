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

  /** Frees the message; later ones of its lane may have to wait for an earlier one. */
  void end() {
    ended = true;
    message = null;
  }
}

package org.twinsuite.camel.hono.dispatch;

/**
 * Delays that double from a first to a longest one.
 *
 * @param first delay before the first repetition, in ms, not negative
 * @param longest no delay exceeds it, in ms
 */
public record Backoff(long first, long longest) {

  /** The delay in ms after a number of failures, at least one. */
  public long delay(int failures) {
    int doublings = Math.min(failures - 1, 30);
    return Math.min(longest, first << doublings);
  }
}

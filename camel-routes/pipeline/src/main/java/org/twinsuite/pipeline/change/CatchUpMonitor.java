package org.twinsuite.pipeline.change;

/**
 * Whether a reader is caught up: it was at the end lately, and has been at work for a while. While
 * it lags, the absence of data proves nothing.
 */
final class CatchUpMonitor {
  private static final long GRACE_NANOS = 30_000_000_000L;
  private final long since = System.nanoTime();
  private volatile long atEnd = since - GRACE_NANOS;

  /** It has read all there is. */
  void atEnd() {
    atEnd = System.nanoTime();
  }

  boolean isCaughtUp() {
    long now = System.nanoTime();
    return now - since > GRACE_NANOS && now - atEnd < GRACE_NANOS;
  }
}

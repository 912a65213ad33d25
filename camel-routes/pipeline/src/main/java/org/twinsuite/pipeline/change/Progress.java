package org.twinsuite.pipeline.change;

/**
 * Whether a reader keeps up: it was at the end lately, and has been at work for a while. Somebody
 * who is behind must not conclude from what did not come.
 */
final class Progress {
  private static final long WHILE_NANOS = 30_000_000_000L;
  private final long since = System.nanoTime();
  private volatile long atEnd = since - WHILE_NANOS;

  /** It has read all there is. */
  void atEnd() {
    atEnd = System.nanoTime();
  }

  boolean keepsUp() {
    long now = System.nanoTime();
    return now - since > WHILE_NANOS && now - atEnd < WHILE_NANOS;
  }
}

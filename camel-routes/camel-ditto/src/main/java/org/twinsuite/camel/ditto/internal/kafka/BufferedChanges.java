package org.twinsuite.camel.ditto.internal.kafka;

import java.time.Duration;

/** Back-pressure: how many received changes are in memory, and how long, over all partitions. */
public final class BufferedChanges {

  private final int size;
  private final long maxBytes;
  private int held;
  private long heldBytes;

  /**
   * @param size changes in memory at most
   * @param maxBytes bytes of changes in memory beyond which nothing more is polled
   */
  public BufferedChanges(int size, long maxBytes) {
    this.size = size;
    this.maxBytes = maxBytes;
  }

  /** How many messages one poll may bring. */
  public int batch() {
    return Math.max(1, Math.min(500, size / 2));
  }

  synchronized void taken(int bytes) {
    held++;
    heldBytes += bytes;
  }

  synchronized void given(int changes, long bytes) {
    boolean full = !room();
    held -= changes;
    heldBytes -= bytes;
    if (full && room()) {
      notifyAll();
    }
  }

  /** Whether one more poll fits. */
  synchronized boolean room() {
    return held + batch() <= Math.max(size, batch()) && heldBytes < maxBytes;
  }

  /** Waits for room, but not longer than a timeout. */
  synchronized void awaitRoom(Duration timeout) {
    try {
      if (!room()) {
        wait(timeout.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

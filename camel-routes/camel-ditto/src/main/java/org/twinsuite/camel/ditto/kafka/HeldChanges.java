package org.twinsuite.camel.ditto.kafka;

import java.time.Duration;

/** Back-pressure: how many received changes are in memory, over all partitions. */
public final class HeldChanges {

  private final int size;
  private int held;

  /**
   * @param size changes in memory at most
   */
  public HeldChanges(int size) {
    this.size = size;
  }

  /** How many messages one poll may bring. */
  public int batch() {
    return Math.max(1, Math.min(500, size / 2));
  }

  synchronized void taken() {
    held++;
  }

  synchronized void given(int changes) {
    boolean full = !room();
    held -= changes;
    if (full && room()) {
      notifyAll();
    }
  }

  /** Whether one more poll fits. */
  synchronized boolean room() {
    return held + batch() <= Math.max(size, batch());
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

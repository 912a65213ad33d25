package org.twinsuite.camel.ditto.internal.client;

/**
 * Back-pressure for a reader that cannot be asked to read less: it waits until there is room, and
 * with it the connection.
 */
final class ReadGate {

  private final int size;
  private final long maxChars;
  private int held;
  private long heldChars;
  private boolean closed;

  /**
   * @param size messages in memory at most
   * @param maxChars characters of messages in memory at most; a single message may be longer
   */
  ReadGate(int size, long maxChars) {
    this.size = size;
    this.maxChars = maxChars;
  }

  /**
   * Waits for room and takes it.
   *
   * @return false when the gate was closed meanwhile and nothing was taken
   */
  synchronized boolean enter(int chars) {
    try {
      while (!closed && held > 0 && (held >= size || heldChars + chars > maxChars)) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    if (closed) {
      return false;
    }
    held++;
    heldChars += chars;
    return true;
  }

  synchronized void leave(int chars) {
    held--;
    heldChars -= chars;
    notifyAll();
  }

  synchronized void close() {
    closed = true;
    notifyAll();
  }
}

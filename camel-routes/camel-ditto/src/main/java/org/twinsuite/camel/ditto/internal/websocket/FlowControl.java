package org.twinsuite.camel.ditto.internal.websocket;

/**
 * Back-pressure: lets the socket read only as many messages as may be in memory. Gives credit back
 * in batches, since each request wakes the socket's reader.
 */
public final class FlowControl {

  private final int size;
  private final long maxChars;
  private final int reserve;
  private final int batch;
  private SocketSession session;
  private int held;
  private long heldChars;
  private int demand;

  /**
   * @param size messages in memory at most
   * @param maxChars characters of messages in memory at most; a single message may be longer
   * @param reserve characters kept free for each message asked for; 0 when messages that exceed the
   *     limit can be given up
   */
  public FlowControl(int size, long maxChars, int reserve) {
    this.size = size;
    this.maxChars = maxChars;
    this.reserve = reserve;
    this.batch = reserve > 0 ? 1 : Math.max(1, size / 8);
  }

  /** A new connection: it may read what the messages still in memory leave free. */
  public synchronized void use(SocketSession opened) {
    session = opened;
    demand = 0;
    request(Math.max(0, free()));
  }

  /**
   * A message came in that should be kept.
   *
   * @return whether there is room for it; when not it must be given up
   */
  public synchronized boolean taken(int chars) {
    demand--;
    if (reserve == 0 && held > 0 && heldChars + chars > maxChars) {
      refill();
      return false;
    }
    held++;
    heldChars += chars;
    return true;
  }

  /** A message that was kept is gone. */
  public synchronized void given(int chars) {
    held--;
    heldChars -= chars;
    refill();
  }

  /** A message came in that is not kept. */
  public synchronized void unused() {
    demand--;
    refill();
  }

  private int free() {
    int messages = size - held - demand;
    if (reserve == 0) {
      return heldChars >= maxChars ? 0 : messages;
    }
    long fitting = (maxChars - heldChars) / reserve - demand;
    boolean idle = held == 0 && demand == 0;
    return (int) Math.min(messages, Math.max(fitting, idle ? 1 : 0));
  }

  private void refill() {
    int free = free();
    if (free >= batch) {
      request(free);
    }
  }

  private void request(int messages) {
    if (messages > 0 && session != null) {
      demand += messages;
      session.request(messages);
    }
  }
}

package org.twinsuite.camel.ditto.connection;

/**
 * Back-pressure: lets the socket read only as many changes as may be in memory. Gives credit back
 * in batches, since each request wakes the socket's reader.
 */
public final class ReadCredit {

  private final int size;
  private final int batch;
  private SocketSession session;
  private int held;
  private int demand;

  /**
   * @param size changes in memory at most
   */
  public ReadCredit(int size) {
    this.size = size;
    this.batch = Math.max(1, size / 8);
  }

  /** A new connection: it may read what the changes still in memory leave free. */
  public synchronized void use(SocketSession opened) {
    session = opened;
    demand = Math.max(0, size - held);
    if (demand > 0) {
      opened.request(demand);
    }
  }

  /** A change came in and is kept. */
  public synchronized void taken() {
    demand--;
    held++;
  }

  /** A change that was kept is gone. */
  public synchronized void given() {
    held--;
    refill();
  }

  /** A message came in that is not kept. */
  public synchronized void unused() {
    demand--;
    refill();
  }

  private void refill() {
    int free = size - held - demand;
    if (free >= batch && session != null) {
      demand += free;
      session.request(free);
    }
  }
}

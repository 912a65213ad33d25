package org.twinsuite.camel.ditto.internal.order;

import java.util.ArrayDeque;
import java.util.Deque;

/** Bounds how many things are repaired at the same time. */
public final class RecoverySlots {

  private final Deque<Runnable> queue = new ArrayDeque<>();
  private int free;

  public RecoverySlots(int size) {
    free = size;
  }

  /** Runs the task now or when a slot gets free; it must be short and release the slot at last. */
  void acquire(Runnable task) {
    synchronized (queue) {
      if (free == 0) {
        queue.addLast(task);
        return;
      }
      free--;
    }
    task.run();
  }

  void release() {
    Runnable next;
    synchronized (queue) {
      next = queue.pollFirst();
      if (next == null) {
        free++;
        return;
      }
    }
    next.run();
  }
}

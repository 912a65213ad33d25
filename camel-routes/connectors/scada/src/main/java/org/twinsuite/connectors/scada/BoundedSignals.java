package org.twinsuite.connectors.scada;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Signals waiting for one consumer, bounded by their number and by the memory they take. */
final class BoundedSignals {

  private final int most;
  private final long mostBytes;
  private final Queue<Signal> waiting = new ArrayDeque<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition notEmpty = lock.newCondition();
  private final Condition notFull = lock.newCondition();
  private long bytes;

  BoundedSignals(int most, long mostBytes) {
    this.most = most;
    this.mostBytes = mostBytes;
  }

  /** False if there was no room in time; one signal always has room in an empty queue. */
  boolean offer(Signal signal, long timeout, TimeUnit unit) throws InterruptedException {
    long size = signal.bytes();
    long left = unit.toNanos(timeout);
    lock.lockInterruptibly();
    try {
      while (!waiting.isEmpty() && (waiting.size() >= most || bytes + size > mostBytes)) {
        if (left <= 0) {
          return false;
        }
        left = notFull.awaitNanos(left);
      }
      waiting.add(signal);
      bytes += size;
      notEmpty.signal();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Moves signals as soon as there are any.
   *
   * @return how many were moved; 0 if none came in time
   */
  int drainTo(Collection<? super Signal> batch, int atMost, long timeoutNanos)
      throws InterruptedException {
    long left = timeoutNanos;
    lock.lockInterruptibly();
    try {
      while (waiting.isEmpty()) {
        if (left <= 0) {
          return 0;
        }
        left = notEmpty.awaitNanos(left);
      }
      int moved = 0;
      for (; moved < atMost && !waiting.isEmpty(); moved++) {
        Signal signal = waiting.remove();
        bytes -= signal.bytes();
        batch.add(signal);
      }
      notFull.signalAll();
      return moved;
    } finally {
      lock.unlock();
    }
  }

  int size() {
    lock.lock();
    try {
      return waiting.size();
    } finally {
      lock.unlock();
    }
  }
}

package org.twinsuite.pipeline.order;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The threads that work for one system, with room for so much at once. */
final class Workers {
  private final ExecutorService threads;
  private final Semaphore room;

  /**
   * @param parallel how much is worked on at once
   * @param room how much is worked on or waits
   */
  Workers(int parallel, int room) {
    this.threads = Executors.newFixedThreadPool(parallel);
    this.room = new Semaphore(room);
  }

  boolean full() {
    return room.availablePermits() == 0;
  }

  /** Takes the work on; {@code false} when there is no room or an end was asked for. */
  boolean take(Runnable work) {
    if (!room.tryAcquire()) {
      return false;
    }
    try {
      threads.execute(() -> work(work));
      return true;
    } catch (RejectedExecutionException stopping) {
      room.release();
      return false;
    }
  }

  private void work(Runnable work) {
    try {
      work.run();
    } finally {
      room.release();
    }
  }

  void stop() {
    threads.shutdown();
  }

  void awaitEnd(Duration limit) throws InterruptedException {
    threads.awaitTermination(limit.toMillis(), TimeUnit.MILLISECONDS);
  }
}

package org.twinsuite.pipeline.work;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads that work for one system, with room for so much at once. */
public final class BoundedExecutor {
  private static final Logger LOG = LoggerFactory.getLogger(BoundedExecutor.class);

  private final ExecutorService threads;
  private final Semaphore room;

  /**
   * @param name of the threads
   * @param parallel how much is worked on at once
   * @param room how much is worked on or waits
   */
  public BoundedExecutor(String name, int parallel, int room) {
    AtomicInteger number = new AtomicInteger();
    this.threads =
        Executors.newFixedThreadPool(
            parallel, work -> new Thread(work, name + '-' + number.incrementAndGet()));
    this.room = new Semaphore(room);
  }

  /** Whether {@link #tryExecute} would return false now. */
  public boolean isFull() {
    return room.availablePermits() == 0;
  }

  /**
   * Takes the work on. What the work throws is logged and harms no other work.
   *
   * @return false when there is no room or an end was asked for
   */
  public boolean tryExecute(Runnable work) {
    if (!room.tryAcquire()) {
      return false;
    }
    try {
      threads.execute(() -> run(work));
      return true;
    } catch (RejectedExecutionException stopping) {
      room.release();
      return false;
    } catch (RuntimeException | Error failed) {
      room.release();
      throw failed;
    }
  }

  private void run(Runnable work) {
    try {
      work.run();
    } catch (Throwable failed) {
      LOG.error("{} failed", Thread.currentThread().getName(), failed);
    } finally {
      room.release();
    }
  }

  /** Takes no more work on. */
  public void stop() {
    threads.shutdown();
  }

  /** Waits until all work is done, no longer than this. */
  public void awaitEnd(Duration limit) throws InterruptedException {
    threads.awaitTermination(limit.toMillis(), TimeUnit.MILLISECONDS);
  }
}

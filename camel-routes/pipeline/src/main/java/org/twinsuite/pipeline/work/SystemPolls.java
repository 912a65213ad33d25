package org.twinsuite.pipeline.work;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Polls each system around the app on a thread of its own, one poll of a system at a time: a slow
 * system delays no other one.
 */
public final class SystemPolls implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** One system's thread, and since when its poll runs. */
  private static final class Poller {
    private final BoundedExecutor thread;
    private volatile long startedNanos;

    Poller(String system) {
      this.thread = new BoundedExecutor("poll-" + system, 1, 1);
    }

    void run(Runnable poll) {
      startedNanos = System.nanoTime();
      poll.run();
    }
  }

  private final Map<String, Poller> pollers = new HashMap<>();

  /**
   * Starts a poll of a system unless its previous one still runs.
   *
   * @return for how long the previous one has been running; zero when the poll was started
   */
  public synchronized Duration start(String system, Runnable poll) {
    Poller poller = pollers.computeIfAbsent(system, Poller::new);
    if (poller.thread.tryExecute(() -> poller.run(poll))) {
      return Duration.ZERO;
    }
    return Duration.ofNanos(Math.max(1, System.nanoTime() - poller.startedNanos));
  }

  /** Whether no system is polled now. */
  public synchronized boolean isIdle() {
    return pollers.values().stream().noneMatch(poller -> poller.thread.isFull());
  }

  /** Starts no more polls and waits a while for those that run. */
  @Override
  public synchronized void close() throws InterruptedException {
    pollers.values().forEach(poller -> poller.thread.stop());
    for (Poller poller : pollers.values()) {
      poller.thread.awaitEnd(PATIENCE);
    }
  }
}

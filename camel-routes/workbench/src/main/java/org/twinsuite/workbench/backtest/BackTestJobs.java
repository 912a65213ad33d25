package org.twinsuite.workbench.backtest;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.twinsuite.pipeline.config.ConfigException;

/**
 * Back-tests over the history of this process, one at a time in the background. They rest as long
 * as they work, so that at most half a processor is taken from the changes that come in. The last
 * few results are kept in memory.
 */
public final class BackTestJobs implements AutoCloseable {
  static final String ACTIVE = "active";
  private static final Logger LOG = LoggerFactory.getLogger(BackTestJobs.class);
  private static final int KEPT = 10;
  private static final long LONGEST_REST_NANOS = 1_000_000_000L;

  private final Asked asked;
  private final Map<String, BackTestJob> jobs = new LinkedHashMap<>();
  private int number;

  /** Makes ready what was asked for. */
  @FunctionalInterface
  public interface Asked {
    /**
     * @throws ConfigException telling what cannot be done as asked
     */
    Work ready(BackTestRequest request);
  }

  /** Does it. */
  @FunctionalInterface
  public interface Work {
    BackTestResult run(BackTestRun.Progress progress);
  }

  public BackTestJobs(Asked asked) {
    this.asked = asked;
  }

  /** The one that runs. */
  synchronized Optional<BackTestJob> running() {
    return jobs.values().stream().filter(BackTestJob::running).findFirst();
  }

  /**
   * Starts a back-test unless one runs.
   *
   * @return empty when one runs
   * @throws ConfigException telling what cannot be done as asked
   */
  Optional<BackTestJob> start(BackTestRequest request, String by) {
    if (running().isPresent()) {
      return Optional.empty();
    }
    Work work = asked.ready(request);
    synchronized (this) {
      if (running().isPresent()) {
        return Optional.empty();
      }
      BackTestJob job = new BackTestJob("bt-" + ++number, by, request);
      Thread thread = new Thread(() -> run(job, work), "back-test");
      thread.setDaemon(true);
      thread.setPriority(Thread.MIN_PRIORITY);
      job.run(thread);
      jobs.put(job.id(), job);
      while (jobs.size() > KEPT) {
        jobs.remove(jobs.keySet().iterator().next());
      }
      thread.start();
      return Optional.of(job);
    }
  }

  private static void run(BackTestJob job, Work work) {
    long[] since = {System.nanoTime()};
    try {
      job.done(
          work.run(
              (rows, of) -> {
                job.progress(rows, of);
                LockSupport.parkNanos(Math.min(System.nanoTime() - since[0], LONGEST_REST_NANOS));
                since[0] = System.nanoTime();
              }));
    } catch (ConfigException impossible) {
      job.failed(impossible.getMessage(), false);
    } catch (RuntimeException failed) {
      boolean stopped = Thread.interrupted();
      if (!stopped) {
        LOG.error("back-test {} failed", job.id(), failed);
      }
      job.failed(stopped ? "stopped" : String.valueOf(failed.getMessage()), stopped);
    } catch (Error broken) {
      // it would run for ever, and no other could
      LOG.error("back-test {} failed", job.id(), broken);
      job.failed(broken.toString(), false);
    }
  }

  synchronized Optional<BackTestJob> find(String id) {
    return Optional.ofNullable(jobs.get(id));
  }

  /** Newest first. */
  synchronized List<BackTestJob> all() {
    List<BackTestJob> all = new ArrayList<>(jobs.values());
    Collections.reverse(all);
    return all;
  }

  /** Stops what runs and waits for it: it reads the history, which is closed next. */
  @Override
  public void close() throws InterruptedException {
    Optional<Thread> thread = running().flatMap(BackTestJob::stop);
    if (thread.isPresent()) {
      thread.get().join(30_000);
    }
  }
}

package org.twinsuite.camel.ditto.component;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.twinsuite.camel.ditto.internal.order.Backoff;

/** Runs audits on a thread of their own, one at a time; a failed one is repeated. */
final class ReconciliationScheduler {

  private static final Logger LOG = LoggerFactory.getLogger(ReconciliationScheduler.class);

  /** The search index may lag behind the first audit by some seconds. */
  private static final long SECOND_AUDIT_MILLIS = 5_000;

  private final Runnable pass;
  private final BooleanSupplier wanted;
  private final Backoff retry;
  private final ScheduledExecutorService timer;
  private final ExecutorService thread;
  private boolean running;
  private boolean again;
  private int failures;

  /**
   * @param pass one audit; throws when it could not be done
   * @param wanted asked before each; an audit that is not wanted now is left out
   * @param thread single thread of the audits alone; {@link #stop()} ends it
   */
  ReconciliationScheduler(
      Runnable pass,
      BooleanSupplier wanted,
      Backoff retry,
      ScheduledExecutorService timer,
      ExecutorService thread) {
    this.pass = pass;
    this.wanted = wanted;
    this.retry = retry;
    this.timer = timer;
    this.thread = thread;
  }

  /**
   * @param periodMillis 0 for never
   */
  void every(long periodMillis) {
    if (periodMillis > 0) {
      timer.scheduleWithFixedDelay(
          this::periodically, periodMillis, periodMillis, TimeUnit.MILLISECONDS);
    }
  }

  /** A timer gives a task up that fails once. */
  private void periodically() {
    try {
      once(false);
    } catch (Throwable e) {
      LOG.error("The audit could not be started, again after its period", e);
    }
  }

  /** Runs one now and another when the search index has caught up. */
  void nowAndSoon() {
    once(true);
    later(SECOND_AUDIT_MILLIS);
  }

  void stop() {
    thread.shutdownNow();
  }

  /**
   * @param insist to run once more after the one under way, which may have begun too early
   */
  private synchronized void once(boolean insist) {
    if (!wanted.getAsBoolean()) {
      return;
    }
    if (running) {
      again |= insist;
      return;
    }
    running = true;
    try {
      thread.execute(this::run);
    } catch (RejectedExecutionException e) {
      running = false;
      LOG.debug("Consumer is stopped", e);
    } catch (Error e) {
      running = false;
      throw e;
    }
  }

  private void run() {
    try {
      pass.run();
      failures = 0;
    } catch (Throwable e) {
      Duration delay = retry.delay(failures++);
      LOG.warn(
          "Revisions could not be compared, again in {} ms: {}", delay.toMillis(), e.toString());
      later(delay.toMillis());
    } finally {
      ended();
    }
  }

  private synchronized void ended() {
    running = false;
    if (again) {
      again = false;
      once(true);
    }
  }

  private void later(long millis) {
    try {
      timer.schedule(() -> once(true), millis, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("Consumer is stopped", e);
    }
  }
}

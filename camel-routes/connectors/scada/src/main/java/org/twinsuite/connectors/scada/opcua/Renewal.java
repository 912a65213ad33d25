package org.twinsuite.connectors.scada.opcua;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.twinsuite.connectors.RetryableFailure;

/**
 * Repeats work until it succeeds: a connection without what it is for would look like a quiet
 * plant. On a thread of its own, as the client's threads have to deliver the answers that the work
 * waits for.
 */
final class Renewal implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Renewal.class);
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final String source;
  private final ScheduledExecutorService thread;

  Renewal(String source) {
    this.source = source;
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread made = new Thread(task, "opcua-renewal-" + source);
              made.setDaemon(true);
              return made;
            });
  }

  void untilDone(Runnable work) {
    schedule(work, Duration.ZERO);
  }

  private void schedule(Runnable work, Duration pause) {
    try {
      thread.schedule(() -> attempt(work), pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("{}: closed, nothing to renew", source);
    }
  }

  private void attempt(Runnable work) {
    try {
      work.run();
    } catch (RetryableFailure e) {
      LOG.warn("{}; trying again in {}", e.getMessage(), PAUSE);
      schedule(work, PAUSE);
    } catch (Throwable e) {
      schedule(work, PAUSE);
      LOG.error("{}: renewal failed; trying again in {}", source, PAUSE, e);
    }
  }

  boolean isClosed() {
    return thread.isShutdown();
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}

package org.twinsuite.pipeline.observe;

import java.util.OptionalLong;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work that a timer repeats. Whatever it throws ends this run only, and is its state until a run
 * succeeds; a run that does not end is noticed too.
 */
public final class SupervisedTask implements Processor {
  private static final Logger LOG = LoggerFactory.getLogger(SupervisedTask.class);

  private final String name;
  private final Processor task;
  private volatile long startedNanos;
  private volatile String failure;

  /**
   * @param monitor is asked for its state under this name
   */
  public SupervisedTask(String name, Processor task, ProgressMonitor monitor) {
    this.name = name;
    this.task = task;
    monitor.watch(name, this::progress);
  }

  @Override
  public void process(Exchange exchange) {
    startedNanos = System.nanoTime();
    try {
      task.process(exchange);
      failure = null;
    } catch (Throwable failed) {
      if (failed instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      if (failed.toString().equals(failure)) {
        LOG.debug("{} failed again: {}", name, failure);
      } else {
        LOG.warn("{} failed and is tried again", name, failed);
      }
      failure = failed.toString();
    } finally {
      startedNanos = 0;
    }
  }

  private ProgressMonitor.Progress progress() {
    long started = startedNanos;
    return new ProgressMonitor.Progress(
        started == 0 ? OptionalLong.empty() : OptionalLong.of(started), failure);
  }
}

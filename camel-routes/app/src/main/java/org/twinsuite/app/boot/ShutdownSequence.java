package org.twinsuite.app.boot;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What has to be closed when the app stops, the last opened first. A failure is logged with the
 * name of what failed, and the others are closed all the same.
 */
public final class ShutdownSequence implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ShutdownSequence.class);
  private final Deque<Step> steps = new ArrayDeque<>();

  private record Step(String name, AutoCloseable resource) {}

  /**
   * Registers a resource right after it was opened.
   *
   * @param name for the log
   * @return the resource
   */
  public synchronized <T extends AutoCloseable> T register(String name, T resource) {
    steps.push(new Step(name, resource));
    return resource;
  }

  /**
   * Closes each resource once; a second call does nothing.
   *
   * @throws IllegalStateException naming what could not be closed, with the failures as suppressed
   *     exceptions, after everything else is closed
   */
  @Override
  public synchronized void close() {
    IllegalStateException failures = null;
    while (!steps.isEmpty()) {
      Step step = steps.pop();
      try {
        step.resource().close();
      } catch (Throwable failed) {
        if (failed instanceof InterruptedException) {
          Thread.currentThread().interrupt();
        }
        LOG.error("{} could not be closed", step.name(), failed);
        if (failures == null) {
          failures = new IllegalStateException(step.name() + " could not be closed", failed);
        } else {
          failures.addSuppressed(failed);
        }
      }
    }
    if (failures != null) {
      throw failures;
    }
  }
}

package org.twinsuite.camel.ditto.component;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.ThreadPoolProfileBuilder;
import org.apache.camel.spi.ThreadPoolProfile;

/**
 * Threads of Camel that refuse nothing. Camel's own profile holds a thousand tasks: one more is
 * refused by a timer, and run by the submitting thread by a pool, which is then no longer
 * single-threaded. What waits is bounded elsewhere, by credits and by the number of things.
 */
final class Threads {

  private Threads() {}

  /** Runs tasks later. */
  public static ScheduledExecutorService timer(
      CamelContext context, Object source, String name, int threads) {
    return context
        .getExecutorServiceManager()
        .newScheduledThreadPool(source, name, unbounded(name, threads));
  }

  /** Runs tasks one after the other, in their order, on a thread of its own. */
  public static ExecutorService single(CamelContext context, Object source, String name) {
    return context.getExecutorServiceManager().newThreadPool(source, name, unbounded(name, 1));
  }

  private static ThreadPoolProfile unbounded(String name, int threads) {
    return new ThreadPoolProfileBuilder(name)
        .poolSize(threads)
        .maxPoolSize(threads)
        .maxQueueSize(Integer.MAX_VALUE)
        .build();
  }
}

package org.twinsuite.camel.ditto.component;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.ThreadPoolProfileBuilder;
import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.util.concurrent.ThreadPoolRejectedPolicy;

/**
 * Threads of Camel that refuse nothing. Camel's own profile holds a thousand tasks: one more is
 * refused by a timer, and run by the submitting thread by a pool, which is then no longer
 * single-threaded. What waits is bounded elsewhere, by credits and by the number of things.
 */
final class Threads {

  private static final int ANSWER_THREADS = 64;

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

  /**
   * Runs what goes on with an answer, so that a step that blocks keeps neither the reader of a
   * connection nor the timer of all time-outs from its work. When all threads are busy, the
   * submitting one runs the task; nothing is refused and nothing waits in a queue.
   */
  static Answers answers(CamelContext context, Object source) {
    ExecutorServiceManager threads = context.getExecutorServiceManager();
    ExecutorService pool =
        threads.newThreadPool(
            source,
            "DittoAnswers",
            new ThreadPoolProfileBuilder("DittoAnswers")
                .poolSize(1)
                .maxPoolSize(ANSWER_THREADS)
                .maxQueueSize(0)
                .keepAliveTime(60L)
                .rejectedPolicy(ThreadPoolRejectedPolicy.Abort)
                .build());
    return new Answers(pool, () -> threads.shutdown(pool));
  }

  /** Threads for answers, until they are closed. */
  record Answers(ExecutorService pool, Runnable end) implements Executor, AutoCloseable {

    @Override
    public void execute(Runnable task) {
      try {
        pool.execute(task);
      } catch (RejectedExecutionException e) {
        task.run();
      }
    }

    @Override
    public void close() {
      end.run();
    }
  }

  private static ThreadPoolProfile unbounded(String name, int threads) {
    return new ThreadPoolProfileBuilder(name)
        .poolSize(threads)
        .maxPoolSize(threads)
        .maxQueueSize(Integer.MAX_VALUE)
        .build();
  }
}

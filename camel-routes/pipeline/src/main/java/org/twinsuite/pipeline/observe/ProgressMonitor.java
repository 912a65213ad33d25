package org.twinsuite.pipeline.observe;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/**
 * Whether the workers of one line move: how long each has had its oldest message in hand, and which
 * of them stopped. It looks at what is under way, so it also notices a line that hands nothing over
 * any more.
 */
public final class ProgressMonitor {
  /**
   * Where a worker is.
   *
   * @param oldestNanos {@link System#nanoTime()} of the arrival of the oldest message that is not
   *     done; empty when none is under way
   * @param failure why the worker does not work; null while it does
   */
  public record Progress(OptionalLong oldestNanos, String failure) {}

  private final Duration limit;
  private final ConcurrentMap<String, Supplier<Progress>> workers = new ConcurrentHashMap<>();

  /**
   * @param line name of the line in metrics: {@code twinsuite.<line>.oldest} is the age of its
   *     oldest message in seconds, {@code twinsuite.<line>.stopped} the number of its stopped
   *     workers
   * @param limit how long a message may be under way
   */
  public ProgressMonitor(String line, Duration limit, MeterRegistry meters) {
    this.limit = limit;
    Gauge.builder(
            "twinsuite." + line + ".oldest", this, monitor -> monitor.oldest().toNanos() / 1e9)
        .baseUnit("seconds")
        .description("Age of the oldest message that is under way")
        .strongReference(true)
        .register(meters);
    Gauge.builder("twinsuite." + line + ".stopped", this, ProgressMonitor::stopped)
        .description("Workers that failed and are being restarted")
        .strongReference(true)
        .register(meters);
  }

  /** Watches a worker; another one of the same name is replaced. */
  public void watch(String worker, Supplier<Progress> progress) {
    workers.put(worker, progress);
  }

  /** Ends the watch over a worker, unless another one took its name meanwhile. */
  public void unwatch(String worker, Supplier<Progress> progress) {
    workers.remove(worker, progress);
  }

  /** What is wrong, by worker; empty when all of them move. */
  public Map<String, String> problems() {
    Map<String, String> problems = new TreeMap<>();
    workers.forEach(
        (name, worker) -> {
          Progress progress = worker.get();
          Duration age = age(progress);
          if (progress.failure() != null) {
            problems.put(name, "failed and is tried again: " + progress.failure());
          } else if (age.compareTo(limit) > 0) {
            problems.put(name, "its oldest work has been under way for " + age.toSeconds() + " s");
          }
        });
    return problems;
  }

  /** Age of the oldest message under way; zero when there is none. */
  public Duration oldest() {
    return workers.values().stream()
        .map(worker -> age(worker.get()))
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }

  private double stopped() {
    return workers.values().stream().filter(worker -> worker.get().failure() != null).count();
  }

  private static Duration age(Progress progress) {
    return progress.oldestNanos().isEmpty()
        ? Duration.ZERO
        : Duration.ofNanos(Math.max(0, System.nanoTime() - progress.oldestNanos().getAsLong()));
  }
}

package org.twinsuite.pipeline.change;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** Counters of the change line. */
public final class ChangeMetrics {
  private final Timer recorded;
  private final Counter actions;
  private final Counter historyFailed;
  private final Counter ruleProblems;

  public ChangeMetrics(MeterRegistry registry) {
    recorded =
        Timer.builder("twinsuite.changes")
            .description("Twin changes handled: from arrival to stored")
            .publishPercentiles(0.5, 0.99)
            .register(registry);
    actions =
        Counter.builder("twinsuite.actions")
            .description("Actions recorded in the outbox")
            .register(registry);
    ruleProblems =
        Counter.builder("twinsuite.rules.problems")
            .description("Times a rule threw or did not end")
            .register(registry);
    historyFailed =
        Counter.builder("twinsuite.history.missing")
            .description("Samples that could not be added to history")
            .register(registry);
  }

  void recorded(long arrivedNanos) {
    recorded.record(Duration.ofNanos(System.nanoTime() - arrivedNanos));
  }

  void actions(int count) {
    actions.increment(count);
  }

  void ruleProblem() {
    ruleProblems.increment();
  }

  void historyFailed(int count) {
    historyFailed.increment(count);
  }
}

package org.twinsuite.pipeline.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.health.HealthCheck;
import org.junit.jupiter.api.Test;

class SupervisedTaskTest {
  private final ProgressMonitor monitor =
      new ProgressMonitor("timers", Duration.ofMinutes(1), new SimpleMeterRegistry());
  private final ProgressHealthCheck health = new ProgressHealthCheck("timers", monitor);

  @Test
  void whateverATaskThrowsIsItsStateUntilARunSucceeds() {
    // GIVEN a task that fails twice, once with an Error
    AtomicInteger runs = new AtomicInteger();
    SupervisedTask task =
        new SupervisedTask(
            "forecast",
            exchange -> {
              switch (runs.getAndIncrement()) {
                case 0 -> throw new IllegalStateException("a bug");
                case 1 -> throw new NoClassDefFoundError("gone");
                default -> {}
              }
            },
            monitor);
    assertThat(health.call().getState()).isEqualTo(HealthCheck.State.UP);
    // WHEN, THEN
    task.process(null);
    assertThat(monitor.problems().get("forecast")).contains("a bug");
    task.process(null);
    assertThat(health.call().getState()).isEqualTo(HealthCheck.State.DOWN);
    assertThat(health.call().getMessage().orElse("")).contains("gone");
    task.process(null);
    assertThat(health.call().getState()).isEqualTo(HealthCheck.State.UP);
  }
}

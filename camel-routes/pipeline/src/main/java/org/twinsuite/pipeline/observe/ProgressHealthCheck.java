package org.twinsuite.pipeline.observe;

import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Down while a line does not move: a worker stopped, or a message is under way for too long. */
public final class ProgressHealthCheck extends AbstractHealthCheck {
  private final ProgressMonitor monitor;

  /**
   * @param line name of the check
   */
  public ProgressHealthCheck(String line, ProgressMonitor monitor) {
    super("twinsuite", line);
    this.monitor = monitor;
  }

  @Override
  protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
    Map<String, String> problems = monitor.problems();
    problems.forEach(builder::detail);
    builder.detail("oldestSeconds", monitor.oldest().toSeconds());
    if (problems.isEmpty()) {
      builder.up();
    } else {
      builder.message(String.join("; ", problems.values())).down();
    }
  }

  /** Workers restart by themselves, and an outage elsewhere is not cured by a new process. */
  @Override
  public boolean isLiveness() {
    return false;
  }

  /** The planner's pages are served also while a line waits. */
  @Override
  public boolean isReadiness() {
    return false;
  }
}

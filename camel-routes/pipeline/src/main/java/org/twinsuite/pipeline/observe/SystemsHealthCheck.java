package org.twinsuite.pipeline.observe;

import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Down while a system around the app does not answer; nothing is lost meanwhile. */
public final class SystemsHealthCheck extends AbstractHealthCheck {
  private final SystemStates states;

  public SystemsHealthCheck(SystemStates states) {
    super("twinsuite", "systems");
    this.states = states;
  }

  @Override
  protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
    Map<String, String> problems = states.problems();
    problems.forEach(builder::detail);
    if (problems.isEmpty()) {
      builder.up();
    } else {
      builder.message("no answer from " + String.join(", ", problems.keySet())).down();
    }
  }

  /** Starting the process again would help nobody. */
  @Override
  public boolean isLiveness() {
    return false;
  }

  /** The planner's pages are served also while a system is away. */
  @Override
  public boolean isReadiness() {
    return false;
  }
}

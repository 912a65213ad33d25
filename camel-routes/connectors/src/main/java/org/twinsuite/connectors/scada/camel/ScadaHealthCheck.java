package org.twinsuite.connectors.scada.camel;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.twinsuite.connectors.scada.Tags;

/**
 * UP while the control system is connected; tells how long ago it last reported. Found through
 * Camel's repository of consumer checks.
 */
final class ScadaHealthCheck extends AbstractHealthCheck {

  private final String source;
  private volatile Tags tags;
  private volatile Instant last;

  ScadaHealthCheck(String source, String route) {
    super("camel", "consumer:scada-" + route);
    this.source = source;
    setEnabled(true);
  }

  /** Null when there is no connection yet. */
  void watch(Tags opened) {
    tags = opened;
  }

  void reported(Instant at) {
    last = at;
  }

  /** Starting the process again would help nobody. */
  @Override
  public boolean isLiveness() {
    return false;
  }

  /** A control system that is away does not keep the others waiting. */
  @Override
  public boolean isReadiness() {
    return false;
  }

  @Override
  protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
    builder.detail("scada.source", source);
    Instant at = last;
    if (at != null) {
      builder.detail(
          "scada.secondsSinceLastReport", Duration.between(at, Instant.now()).toSeconds());
    }
    Tags now = tags;
    if (now != null && now.connected()) {
      builder.up();
    } else {
      builder.down().message("No connection to " + source);
    }
  }
}

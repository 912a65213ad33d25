package org.twinsuite.connectors.scada.camel;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.twinsuite.connectors.scada.TagConnection;
import org.twinsuite.connectors.scada.TwinUpdates;

/**
 * UP while the control system is connected, its subscription is alive and the route takes what it
 * reports; shows how long ago it last reported. Found through Camel's repository of consumer
 * checks.
 */
final class ScadaHealthCheck extends AbstractHealthCheck {

  /** Longer than Camel's own redelivery takes with its defaults. */
  private static final Duration BUSY_TOO_LONG = Duration.ofMinutes(1);

  private final String source;
  private final List<TwinUpdates> lanes;
  private volatile TagConnection tags;
  private volatile Instant last;

  ScadaHealthCheck(String source, String route, List<TwinUpdates> lanes) {
    super("camel", "consumer:scada-" + route);
    this.source = source;
    this.lanes = lanes;
    setEnabled(true);
  }

  /** Null when there is no connection yet. */
  void watch(TagConnection opened) {
    tags = opened;
  }

  void reported(Instant at) {
    last = at;
  }

  /** Restarting the process would not help. */
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
    lanes.stream()
        .flatMap(lane -> lane.clockError().stream())
        .max(Comparator.comparing(Duration::abs))
        .ifPresent(error -> builder.detail("scada.clockErrorSeconds", error.toSeconds()));
    String problem = problem();
    if (problem == null) {
      builder.up();
    } else {
      builder.down().message(problem);
    }
  }

  /** Null if there is none. */
  private String problem() {
    TagConnection now = tags;
    if (now == null || !now.connected()) {
      return "No connection to " + source;
    }
    Optional<String> silent = now.problem();
    if (silent.isPresent()) {
      return source + " delivers nothing: " + silent.get();
    }
    Duration busy =
        lanes.stream()
            .flatMap(lane -> lane.busyFor().stream())
            .max(Duration::compareTo)
            .orElse(Duration.ZERO);
    return busy.compareTo(BUSY_TOO_LONG) > 0
        ? "An update of %s has not been taken for %d s".formatted(source, busy.toSeconds())
        : null;
  }
}

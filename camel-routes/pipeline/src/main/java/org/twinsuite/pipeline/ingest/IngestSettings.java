package org.twinsuite.pipeline.ingest;

import java.time.Duration;
import java.util.List;
import org.twinsuite.pipeline.config.AppConfig;
import org.twinsuite.pipeline.config.ClockMode;
import org.twinsuite.pipeline.config.ConfigException;
import org.twinsuite.pipeline.config.IngestOptions;
import org.twinsuite.pipeline.config.RuleOptions;
import org.twinsuite.twin.ClockRule;

/**
 * How telemetry is taken.
 *
 * @param units {@code feature=unit} pairs of the twins
 * @param maxPayload bytes of a message
 * @param maxPoints points of a message
 * @param attempts how often a message may fail for no outage until it is parked
 * @param namespaces which things the devices of a tenant may write
 * @param clock how far a source's clock may be ahead; {@code null} where events set the clock, as
 *     in a replay
 * @param refusedFor how long a point is left out that Ditto refused, until it is tried again
 */
public record IngestSettings(
    List<String> units,
    int maxPayload,
    int maxPoints,
    int attempts,
    TenantNamespaces namespaces,
    ClockRule clock,
    Duration refusedFor) {

  /** As configured. */
  public static IngestSettings of(AppConfig config) {
    return new IngestSettings(
        config.get(IngestOptions.UNITS),
        config.get(IngestOptions.MAX_PAYLOAD),
        config.get(IngestOptions.MAX_POINTS),
        config.get(IngestOptions.ATTEMPTS),
        namespaces(config),
        config.get(RuleOptions.CLOCK) == ClockMode.EVENT
            ? null
            : new ClockRule(config.get(IngestOptions.CLOCK_TOLERANCE)),
        config.get(IngestOptions.REFUSED_FOR));
  }

  private static TenantNamespaces namespaces(AppConfig config) {
    try {
      return new TenantNamespaces(config.get(IngestOptions.NAMESPACES));
    } catch (IllegalArgumentException wrong) {
      throw new ConfigException(IngestOptions.NAMESPACES.name() + ": " + wrong.getMessage());
    }
  }
}

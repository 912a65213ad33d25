package org.twinsuite.app;

import org.apache.camel.builder.RouteBuilder;
import org.twinsuite.pipeline.config.ActionOptions;
import org.twinsuite.pipeline.config.AppConfig;
import org.twinsuite.pipeline.config.IngestOptions;
import org.twinsuite.pipeline.config.RuleOptions;
import org.twinsuite.pipeline.config.StoreOptions;

/**
 * The one way through: telemetry into the twin, twin changes to rules and history, history to
 * predictors and back into the twin, actions out, order states back into the twin.
 */
final class Routes extends RouteBuilder {
  private static final int WAKE_MS = 200;
  private static final int NOTES_MS = 1_000;
  private static final int BEAT_MS = 1_000;
  private final AppConfig config;
  private final Parts parts;

  Routes(AppConfig config, Parts parts) {
    this.config = config;
    this.parts = parts;
  }

  @Override
  public void configure() {
    for (String tenant : config.get(IngestOptions.TENANTS)) {
      from(hono("telemetry", tenant)).routeId("telemetry-" + tenant).process(parts.ingest());
      from(hono("event", tenant)).routeId("event-" + tenant).process(parts.ingest());
    }

    if (!config.get(IngestOptions.SAMPLES_TOPIC).isEmpty()) {
      from(GroupTopic.samples(config)).routeId("samples").process(parts.samples());
    }

    from(ChangeSource.uri(config)).routeId("changes").process(parts.changeLine());

    from("timer:forecast?period=" + WAKE_MS)
        .routeId("forecast")
        .process(exchange -> parts.forecastRound().run());

    if (!config.get(RuleOptions.RULES_FOLDER).isEmpty()) {
      from("timer:rules?period=" + config.get(RuleOptions.RULES_LOOK).toMillis())
          .routeId("rules")
          .process(exchange -> parts.rulesLook().run());
    }

    from("timer:outbox?period=" + WAKE_MS).routeId("outbox").process(parts.delivery());

    from("timer:notes?period=" + NOTES_MS).routeId("notes").process(parts.notes());

    from("timer:alive?period=" + BEAT_MS).routeId("alive").process(exchange -> parts.alive().run());

    from("timer:status?period=" + config.get(ActionOptions.CMMS_POLL).toMillis())
        .routeId("status")
        .process(parts.statusBack());

    long trim = config.get(StoreOptions.HISTORY_TRIM).toMillis();
    from("timer:history?delay=" + trim + "&period=" + trim)
        .routeId("history")
        .process(exchange -> parts.historyTrim().run());
  }

  private String hono(String kind, String tenant) {
    return "hono:%s/%s?bootstrapServers=%s&groupId=%s&maxInFlight=%d"
        .formatted(
            kind,
            tenant,
            config.get(IngestOptions.KAFKA),
            config.get(IngestOptions.GROUP),
            config.get(IngestOptions.INGEST_IN_FLIGHT));
  }
}

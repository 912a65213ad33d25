package org.twinsuite.app.boot;

import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.twinsuite.camel.ditto.component.DittoEndpoint;
import org.twinsuite.camel.ditto.component.DittoEventsConsumer;
import org.twinsuite.pipeline.config.AppConfig;
import org.twinsuite.pipeline.config.DittoOptions;

/** Where the twin changes come from, as a {@code ditto:events} endpoint. */
final class ChangeSource {
  private ChangeSource() {}

  /** Whether several processes share the changes. */
  static boolean shared(AppConfig config) {
    return config.get(DittoOptions.CHANGES_SOURCE).equals("kafka");
  }

  /** Revisions that neither came nor are in Ditto's history as far as this app may see it. */
  static long invisible(CamelContext camel) {
    return camel.getRoute("changes") != null
            && camel.getRoute("changes").getConsumer() instanceof DittoEventsConsumer consumer
        ? consumer.figures().invisible()
        : 0;
  }

  /** Whether all changes that came so far are handled. */
  static boolean empty(CamelContext camel) {
    return camel.getRoute("changes") != null
        && camel.getRoute("changes").getConsumer() instanceof DittoEventsConsumer consumer
        && consumer.figures().backlog() == 0;
  }

  /** How to log in is not part of the endpoint's URI, which logs, meters and health show. */
  static Endpoint endpoint(CamelContext camel, AppConfig config) {
    DittoEndpoint endpoint = camel.getEndpoint(uri(config), DittoEndpoint.class);
    if (shared(config)) {
      endpoint.getConfiguration().getKafkaProperties().putAll(GroupTopic.properties(config));
    }
    return endpoint;
  }

  private static String uri(AppConfig config) {
    String namespaces = String.join(",", config.get(DittoOptions.DITTO_NAMESPACES));
    return "ditto:events?revisionStore=#revisions&auditPeriod=%d&startFrom=%s%s%s"
        .formatted(
            config.get(DittoOptions.DITTO_AUDIT).toMillis(),
            config.get(DittoOptions.DITTO_START),
            namespaces.isEmpty() ? "" : "&namespaces=" + namespaces,
            shared(config) ? kafka(config) : "");
  }

  /** One change of a thing at a time, so that their order in the next topic is theirs. */
  private static String kafka(AppConfig config) {
    return "&source=kafka&brokers=%s&topic=%s&groupId=%s&maxInFlightPerThing=1"
        .formatted(
            GroupTopic.brokers(config),
            config.get(DittoOptions.CHANGES_TOPIC),
            config.get(DittoOptions.CHANGES_GROUP));
  }
}

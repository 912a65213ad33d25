package org.twinsuite.app.boot;

import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.twinsuite.camel.ditto.DittoEventsConsumer;
import org.twinsuite.pipeline.config.AppConfig;
import org.twinsuite.pipeline.config.DittoOptions;

/** Where the twin changes come from, as a {@code ditto:events} endpoint. */
final class ChangeSource {
  private ChangeSource() {}

  /** Whether several processes share the changes. */
  static boolean shared(AppConfig config) {
    return config.get(DittoOptions.CHANGES_SOURCE).equals("kafka");
  }

  /** Whether all changes that came so far are handled. */
  static boolean empty(CamelContext camel) {
    return camel.getRoute("changes") != null
        && camel.getRoute("changes").getConsumer() instanceof DittoEventsConsumer consumer
        && consumer.figures().backlog() == 0;
  }

  static String uri(AppConfig config) {
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
    return "&source=kafka&brokers=%s&topic=%s&groupId=%s&maxInFlightPerThing=1%s"
        .formatted(
            GroupTopic.brokers(config),
            config.get(DittoOptions.CHANGES_TOPIC),
            config.get(DittoOptions.CHANGES_GROUP),
            GroupTopic.properties(config).entrySet().stream()
                .map(entry -> "&" + name(entry.getKey()) + "=RAW(" + entry.getValue() + ")")
                .collect(Collectors.joining()));
  }

  /** The one secret among them has an option that is masked wherever endpoints are told. */
  private static String name(String property) {
    return property.equals("sasl.jaas.config") ? "saslJaasConfig" : "kafka." + property;
  }
}

package org.twinsuite.ditto.extensions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.eclipse.ditto.base.model.headers.DittoHeaders;
import org.eclipse.ditto.base.model.signals.Signal;
import org.eclipse.ditto.connectivity.model.Connection;
import org.eclipse.ditto.connectivity.model.ConnectionSignalIdEnforcementFailedException;
import org.eclipse.ditto.connectivity.model.ConnectivityModelFactory;
import org.eclipse.ditto.connectivity.model.ConnectivityStatus;
import org.eclipse.ditto.connectivity.model.EnforcementFilter;
import org.eclipse.ditto.connectivity.model.Topic;
import org.eclipse.ditto.connectivity.service.EnforcementFactoryFactory;
import org.eclipse.ditto.connectivity.service.placeholders.ConnectivityPlaceholders;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.placeholders.PlaceholderFactory;
import org.eclipse.ditto.things.model.ThingId;
import org.eclipse.ditto.things.model.signals.commands.query.RetrieveThing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

public class ConnectionTemplatesTest {

  private static final Map<String, String> VALUES =
      Map.ofEntries(
          Map.entry("connection-id", "plant"),
          Map.entry("tenant", "org.test"),
          Map.entry("topic", "machines"),
          Map.entry("namespaces", "org.test"),
          Map.entry("namespace", "org.test"),
          Map.entry("subject", "integration:devices"),
          Map.entry("kafka-uri", "tcp://kafka:9092"),
          Map.entry("mqtt-uri", "tcp://mqtt:1883"),
          Map.entry("bootstrap-servers", "kafka:9092"),
          Map.entry("group-id", "ditto"),
          Map.entry("client-id", "ditto"),
          Map.entry("group", "org.test"));

  @ParameterizedTest
  @CsvSource({
    "hono-telemetry, kafka, 1, 0",
    "kafka-telemetry, kafka, 1, 0",
    "mqtt5-telemetry, mqtt-5, 1, 0",
    "kafka-events, kafka, 0, 1",
    "sparkplug-telemetry, mqtt-5, 1, 0",
    "senml-telemetry, mqtt-5, 1, 0",
    "opcua-pubsub-telemetry, mqtt-5, 1, 0",
    "arrow-telemetry, kafka, 1, 0",
    "sparkplug-rebirth, mqtt-5, 0, 1",
    "kafka-samples, kafka, 0, 1"
  })
  void dittoReadsTheConnection(String name, String type, int sources, int targets) {
    Connection connection = connection(name);

    assertThat(connection.getConnectionType().getName()).isEqualTo(type);
    assertThat(connection.getSources()).hasSize(sources);
    assertThat(connection.getTargets()).hasSize(targets);
    // opened by whoever has filled it in and looked at it
    assertThat((Object) connection.getConnectionStatus()).isEqualTo(ConnectivityStatus.CLOSED);
    connection
        .getSources()
        .forEach(
            source ->
                assertThat(connection.getPayloadMappingDefinition().getDefinitions())
                    .containsKeys(source.getPayloadMapping().getMappings().toArray(String[]::new)));
  }

  @Test
  void honoSourceTakesBothTopicsAndBelievesNoDeviceForAnother() {
    var source = connection("hono-telemetry").getSources().get(0);

    assertThat(source.getAddresses())
        .containsExactlyInAnyOrder("hono.telemetry.org.test", "hono.event.org.test");
    assertThat(source.getEnforcement().orElseThrow().getInput())
        .isEqualTo("{{ header:device_id }}");
  }

  @ParameterizedTest
  @CsvSource({
    "senml-telemetry, machines/org.test/gateway",
    "opcua-pubsub-telemetry, machines/org.test/line/1",
    "sparkplug-telemetry, spBv1.0/org.test/DDATA/line1/pump7",
    "arrow-telemetry, machines.org.test",
    "kafka-telemetry, machines.org.test"
  })
  void whoNamesTheThingInThePayloadCannotNameOneOfAnotherTenant(String name, String address) {
    // GIVEN Ditto's own enforcement of the source, with what MQTT and Kafka hand to it
    var source = connection(name).getSources().get(0);
    Signal<?> own = RetrieveThing.of(ThingId.of("org.test:pump-7"), DittoHeaders.empty());
    Signal<?> foreign = RetrieveThing.of(ThingId.of("org.other:pump-7"), DittoHeaders.empty());
    EnforcementFilter<Signal<?>> filter =
        name.startsWith("arrow") || name.startsWith("kafka")
            ? EnforcementFactoryFactory.newEnforcementFilterFactory(
                    source.getEnforcement().orElseThrow(),
                    PlaceholderFactory.newHeadersPlaceholder())
                .getFilter(Map.of("kafka.topic", address))
            : EnforcementFactoryFactory.newEnforcementFilterFactory(
                    source.getEnforcement().orElseThrow(),
                    ConnectivityPlaceholders.newSourceAddressPlaceholder())
                .getFilter(address);

    // THEN
    assertThatCode(() -> filter.match(own)).doesNotThrowAnyException();
    assertThatThrownBy(() -> filter.match(foreign))
        .isInstanceOf(ConnectionSignalIdEnforcementFailedException.class);
  }

  @Test
  void eventsAreKeyedByThing() {
    var target = connection("kafka-events").getTargets().get(0);

    assertThat(target.getAddress()).isEqualTo("machines/{{ thing:id }}");
    assertThat(target.getTopics())
        .singleElement()
        .satisfies(
            topic -> {
              assertThat((Object) topic.getTopic()).isEqualTo(Topic.TWIN_EVENTS);
              assertThat(topic.getNamespaces()).containsExactly("org.test");
            });
  }

  public static Connection connection(String name) {
    JsonTemplate template = JsonTemplate.read("connections/" + name + ".json");
    Map<String, String> values = new HashMap<>(VALUES);
    values.keySet().retainAll(template.places());
    return ConnectivityModelFactory.connectionFromJson(JsonObject.of(template.fill(values)));
  }
}

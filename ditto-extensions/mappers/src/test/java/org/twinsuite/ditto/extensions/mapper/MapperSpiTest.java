package org.twinsuite.ditto.extensions.mapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.eclipse.ditto.base.model.exceptions.DittoRuntimeException;
import org.eclipse.ditto.connectivity.api.ExternalMessage;
import org.eclipse.ditto.connectivity.api.ExternalMessageFactory;
import org.eclipse.ditto.connectivity.model.Connection;
import org.eclipse.ditto.connectivity.service.mapping.MessageMapper;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonPointer;
import org.eclipse.ditto.protocol.Adaptable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.twinsuite.ditto.extensions.ConnectionTemplatesTest;
import org.twinsuite.ditto.extensions.sparkplug.Edge;
import org.twinsuite.twin.ReservedFeatures;

/** Ditto's own provider finds, makes and configures each mapper. */
class MapperSpiTest {

  private static DittoMappers ditto;

  @BeforeAll
  static void open() {
    ditto = new DittoMappers();
  }

  @AfterAll
  static void close() {
    ditto.close();
  }

  @Test
  void senmlBecomesAMerge() {
    // GIVEN the mapper as Ditto makes it
    MessageMapper mapper = ditto.mapper("SenML", JsonObject.empty());

    // WHEN a pack comes
    List<Adaptable> messages =
        mapper.map(
            text(
                "[{\"bn\":\"org.test:pump-7/\",\"bt\":1700000000,\"n\":\"temp\",\"u\":\"Cel\",\"v\":21.5}]"));

    // THEN Ditto gets a merge of the feature
    assertThat(messages).hasSize(1);
    Adaptable merge = messages.get(0);
    assertThat(merge.getTopicPath().getPath())
        .isEqualTo("org.test/pump-7/things/twin/commands/merge");
    assertThat(merge.getPayload().getPath().toString()).isEqualTo("/features");
    assertThat(
            merge
                .getPayload()
                .getValue()
                .orElseThrow()
                .asObject()
                .getValue(JsonPointer.of("/temp/properties/value")))
        .hasValueSatisfying(value -> assertThat(value.asDouble()).isEqualTo(21.5));
    assertThat(merge.getDittoHeaders()).containsEntry("correlation-id", "c-1");
  }

  @Test
  void errorsNameTheFieldTheFixAndTheCorrelation() {
    MessageMapper mapper = ditto.mapper("SenML", JsonObject.empty());

    assertThatThrownBy(() -> mapper.map(text("[{\"n\":\"a:b/c\",\"v\":1,\"x_\":2}]")))
        .isInstanceOfSatisfying(
            DittoRuntimeException.class,
            e -> {
              assertThat(e.getMessage()).contains("[0].x_").contains("must be understood");
              assertThat(e.getDescription().orElse("")).contains("RFC 8428");
              assertThat(e.getDittoHeaders().getCorrelationId()).contains("c-1");
            });
  }

  @Test
  void wrongOptionsAreRefusedWhenTheConnectionIsOpened() {
    assertThatThrownBy(() -> ditto.mapper("SenML", JsonObject.of("{\"units\":{\"temp\":\"wat\"}}")))
        .isInstanceOf(DittoRuntimeException.class)
        .hasMessageContaining("SenML")
        .hasMessageContaining("'units'")
        .hasMessageContaining("wat");
  }

  @Test
  void aliasesNeedOneProcessor() {
    assertThatThrownBy(() -> ditto.mapper("SparkplugB", JsonObject.empty(), 2))
        .isInstanceOf(DittoRuntimeException.class)
        .hasMessageContaining("processorPoolSize");
  }

  @ParameterizedTest
  @CsvSource({
    "sparkplug-telemetry, SparkplugB",
    "senml-telemetry, SenML",
    "opcua-pubsub-telemetry, OpcUaPubSub",
    "arrow-telemetry, ArrowIpc"
  })
  void theTemplatesOptionsAreAccepted(String template, String engine) {
    Connection connection = ConnectionTemplatesTest.connection(template);
    var context =
        connection.getPayloadMappingDefinition().getDefinitions().values().iterator().next();

    assertThat(context.getMappingEngine()).isEqualTo(engine);
    assertThat(ditto.mapper(engine, context.getOptionsAsJson()).getAlias()).isEqualTo(engine);
  }

  @Test
  void aRequestForARebirthBecomesTheCommand() {
    // GIVEN data of an edge node whose birth was not received
    MessageMapper mapper = ditto.mapper("SparkplugB", JsonObject.empty());
    List<Adaptable> messages =
        mapper.map(
            ExternalMessageFactory.newExternalMessageBuilder(
                    Map.of("mqtt.topic", "spBv1.0/org.test/NDATA/line1"))
                .withBytes(Edge.payload(4).bytes())
                .build());
    assertThat(messages).hasSize(1);
    Adaptable request = messages.get(0);
    assertThat(request.getPayload().getPath().toString()).isEqualTo("/inbox/messages/rebirth");

    // WHEN Ditto delivers the request to the connection for commands
    List<ExternalMessage> commands = mapper.map(request);

    // THEN it is the node's command, and the target's address finds its topic
    assertThat(commands).hasSize(1);
    assertThat(commands.get(0).getHeaders())
        .containsEntry("sparkplug-topic", "spBv1.0/org.test/NCMD/line1");
    assertThat(commands.get(0).getBytePayload()).isPresent();
    // AND other signals are none
    assertThat(
            mapper.map(
                ditto
                    .mapper("SenML", JsonObject.empty())
                    .map(text("[{\"n\":\"a:b/c\",\"v\":1}]"))
                    .get(0)))
        .isEmpty();
  }

  @Test
  void theCommandHasNoHeaderThatDittoWouldPublishTo() {
    // GIVEN a request that carries the headers of the message that led to it
    MessageMapper mapper = ditto.mapper("SparkplugB", JsonObject.empty());
    Adaptable request =
        mapper
            .map(
                ExternalMessageFactory.newExternalMessageBuilder(
                        Map.of("mqtt.topic", "spBv1.0/org.test/DDATA/line1/m1"))
                    .withBytes(Edge.payload(4).bytes())
                    .build())
            .get(0);
    Adaptable delivered =
        request.setDittoHeaders(
            request.getDittoHeaders().toBuilder()
                .putHeader("mqtt.topic", "spBv1.0/org.test/DDATA/line1/m1")
                .putHeader("mqtt.qos", "1")
                .putHeader("mqtt.retain", "true")
                .build());

    // WHEN
    ExternalMessage command = mapper.map(delivered).get(0);

    // THEN the target's address, which names the node's command topic, is all there is
    assertThat(command.getHeaders().keySet()).noneMatch(name -> name.startsWith("mqtt."));
    assertThat(command.getHeaders())
        .containsEntry("sparkplug-topic", "spBv1.0/org.test/NCMD/line1");
  }

  @Test
  void aUnitThatIsNotUcumDoesNotEndTheMapper() {
    MessageMapper mapper = ditto.mapper("SenML", JsonObject.empty());

    assertThat(mapper.map(text("[{\"n\":\"a:b/c\",\"u\":\"km9999\",\"v\":1}]"))).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({"hono-telemetry", "kafka-telemetry", "mqtt5-telemetry"})
  void theScriptTakesTheCreationTimeWhereTheDeviceTellsNone(String template) {
    // GIVEN the script of the template in Ditto's own engine
    var definitions =
        ConnectionTemplatesTest.connection(template).getPayloadMappingDefinition().getDefinitions();
    MessageMapper mapper =
        ditto.mapper("JavaScript", definitions.get("telemetry").getOptionsAsJson());
    long created = 1_700_000_000_000L;
    StringBuilder reserved = new StringBuilder();
    ReservedFeatures.NAMES.forEach(name -> reserved.append(",\"").append(name).append("\":4"));
    ReservedFeatures.PREFIXES.forEach(
        prefix -> reserved.append(",\"").append(prefix).append("x\":5"));
    ExternalMessage message =
        ExternalMessageFactory.newExternalMessageBuilder(
                Map.of(
                    "device_id", "org.test:pump-7",
                    "mqtt.topic", "telemetry/org.test/pump-7",
                    "content-type", "application/json",
                    "creation-time", Long.toString(created)))
            .withText(
                "{\"points\":{\"a\":1,\"b\":{\"value\":2,\"at\":\"2023-11-14T22:00:00Z\"},"
                    + "\"c\":{\"value\":3,\"at\":\"2096-01-01T00:00:00Z\"}"
                    + reserved
                    + "}}")
            .build();

    // WHEN
    JsonObject features =
        mapper.map(message).get(0).getPayload().getValue().orElseThrow().asObject();

    // THEN only the gateway and a sound clock of the device are believed
    assertThat(features.getKeys()).extracting(Object::toString).containsExactly("a", "b", "c");
    assertThat(sourceTime(features, "a")).isEqualTo("2023-11-14T22:13:20.000Z");
    assertThat(sourceTime(features, "b")).isEqualTo("2023-11-14T22:00:00.000Z");
    assertThat(sourceTime(features, "c")).isEqualTo("2023-11-14T22:13:20.000Z");
  }

  private static String sourceTime(JsonObject features, String feature) {
    return features
        .getValue(JsonPointer.of("/" + feature + "/properties/sourceTimestamp"))
        .orElseThrow()
        .asString();
  }

  static ExternalMessage text(String text) {
    return ExternalMessageFactory.newExternalMessageBuilder(
            Map.of("correlation-id", "c-1", "content-type", "application/senml+json"))
        .withText(text)
        .build();
  }
}

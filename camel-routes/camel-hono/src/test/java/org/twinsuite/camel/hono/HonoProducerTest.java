package org.twinsuite.camel.hono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.twinsuite.camel.hono.Patience.await;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.twinsuite.camel.hono.PretendedAdapter.Answer;

class HonoProducerTest {

  private final String tenant = "tenant-" + UUID.randomUUID();
  private final CamelContext context = new DefaultCamelContext();
  private TestKafka kafka;
  private PretendedAdapter adapter;
  private ProducerTemplate template;

  @BeforeEach
  void start() throws Exception {
    kafka = TestKafka.shared();
    kafka.createTopic("hono.command." + tenant, 1);
    adapter = new PretendedAdapter(kafka, tenant, HonoProducerTest::device);
    context.start();
    template = context.createProducerTemplate();
  }

  @AfterEach
  void stop() throws Exception {
    context.stop();
    adapter.close();
  }

  private static Answer device(String subject) {
    return switch (subject) {
      case "setSpeed" -> new Answer(200, "text/plain", "done");
      case "unknown" -> new Answer(404, "text/plain", "no such command");
      case "offline" ->
          new Answer(
              503, PretendedAdapter.NOT_DELIVERED, "{\"error\":\"target device not connected\"}");
      default -> null;
    };
  }

  private String uri(String... options) {
    String base =
        "hono:command/%s?bootstrapServers=%s&properties.max.block.ms=60000"
            .formatted(tenant, kafka.bootstrapServers());
    boolean own = Stream.of(options).anyMatch(option -> option.startsWith("requestTimeout"));
    String patience = own ? "" : "&requestTimeout=60000";
    return String.join("&", Stream.concat(Stream.of(base + patience), Stream.of(options)).toList());
  }

  private Exchange request(String subject, String... options) {
    return template.request(
        uri(options),
        exchange -> {
          exchange.getIn().setBody("{\"rpm\":900}");
          exchange.getIn().setHeader(HonoConstants.DEVICE_ID, "pump-1");
          exchange.getIn().setHeader(HonoConstants.SUBJECT, subject);
          exchange.getIn().setHeader(HonoConstants.CONTENT_TYPE, "application/json");
        });
  }

  @Test
  void givenAOneWayCommand_thenItIsWrittenAsHonoWantsIt() {
    template.sendBodyAndHeaders(
        uri("subject=open"), "x", Map.of(HonoConstants.DEVICE_ID, "valve-1"));

    await().until(() -> adapter.commands.size() == 1);
    assertThat(adapter.commands.get(0))
        .containsEntry("key", "valve-1")
        .containsEntry("device_id", "valve-1")
        .containsEntry("subject", "open")
        .containsEntry("response-required", "false")
        .containsEntry("body", "x")
        .containsKey("creation-time")
        .doesNotContainKey("correlation-id");
  }

  @Test
  void givenAOneWayCommand_thenItIsSentAndNotConfirmed() {
    Exchange sent =
        template.send(
            uri("subject=open"),
            exchange -> exchange.getIn().setHeader(HonoConstants.DEVICE_ID, "valve-1"));

    assertThat(sent.getException()).isNull();
    assertThat(sent.getMessage().getHeader(HonoConstants.COMMAND_OUTCOME)).isEqualTo("SENT");
  }

  @Test
  void givenARequest_thenTheResponseComesBack_evenWhenItMakesTheTopic() {
    Exchange answer = request("setSpeed");

    assertThat(answer.getException()).isNull();
    assertThat(answer.getMessage().getBody(String.class)).isEqualTo("done");
    assertThat(answer.getMessage().getHeaders())
        .containsEntry(HonoConstants.STATUS, 200)
        .containsEntry(HonoConstants.COMMAND_OUTCOME, "ACCEPTED")
        .containsEntry(HonoConstants.CONTENT_TYPE, "text/plain");
    assertThat(adapter.commands.get(0))
        .containsEntry("response-required", "true")
        .containsEntry("content-type", "application/json")
        .containsEntry(
            "correlation-id",
            answer.getMessage().getHeader(HonoConstants.CORRELATION_ID, String.class));
  }

  @Test
  void givenADeviceThatRefuses_thenItsAnswerIsAResult() {
    Exchange answer = request("unknown");

    assertThat(answer.getException()).isNull();
    assertThat(answer.getMessage().getHeader(HonoConstants.STATUS)).isEqualTo(404);
    assertThat(answer.getMessage().getHeader(HonoConstants.COMMAND_OUTCOME)).isEqualTo("REJECTED");
    assertThat(answer.getMessage().getBody(String.class)).isEqualTo("no such command");
  }

  @Test
  void givenADeliveryFailure_thenTheExchangeFailsWithStatusAndReason() {
    Exchange answer = request("offline");

    assertThat(answer.getException())
        .isInstanceOfSatisfying(
            HonoCommandException.class,
            failure -> {
              assertThat(failure.status()).isEqualTo(503);
              assertThat(failure.reason()).isEqualTo("target device not connected");
              assertThat(failure.outcome()).isEqualTo(CommandOutcome.NO_CONSUMER);
            });
    assertThat(answer.getMessage().getHeader(HonoConstants.COMMAND_OUTCOME))
        .isEqualTo("NO_CONSUMER");
  }

  @Test
  void givenSilence_thenTheExchangeFailsAfterTheTimeout() {
    String shortTime = "requestTimeout=1000";
    await().until(() -> request("setSpeed", shortTime).getException() == null);

    Exchange answer = request("silent", shortTime);

    assertThat(answer.getException())
        .isInstanceOfSatisfying(
            HonoCommandException.class,
            failure -> assertThat(failure.status()).isEqualTo(HonoCommandException.NO_RESPONSE));
    assertThat(answer.getMessage().getHeader(HonoConstants.COMMAND_OUTCOME)).isEqualTo("TIMED_OUT");
  }

  @Test
  void givenManyRequestsAtOnce_thenEachGetsItsOwnAnswer() throws Exception {
    String uri = uri("subject=setSpeed");
    var answers =
        IntStream.range(0, 50)
            .mapToObj(
                i ->
                    template.asyncSend(
                        uri,
                        exchange -> {
                          exchange.setPattern(ExchangePattern.InOut);
                          exchange.getIn().setHeader(HonoConstants.DEVICE_ID, "pump-" + i);
                          exchange.getIn().setHeader(HonoConstants.CORRELATION_ID, "id-" + i);
                        }))
            .toList();
    for (int i = 0; i < 50; i++) {
      Exchange answer = answers.get(i).get(30, TimeUnit.SECONDS);
      assertThat(answer.getException()).isNull();
      assertThat(answer.getMessage().getHeader(HonoConstants.CORRELATION_ID)).isEqualTo("id-" + i);
    }
  }

  @Test
  void givenNoDevice_thenTheErrorNamesTheHeader() {
    assertThat(template.request(uri("subject=open"), exchange -> {}).getException())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(HonoConstants.DEVICE_ID);
  }

  @Test
  void givenNoBroker_thenTheFailureIsOneToBeTriedAgain() {
    Exchange answer =
        template.send(
            "hono:command/%s?bootstrapServers=127.0.0.1:1&subject=open&properties.max.block.ms=300"
                .formatted(tenant),
            exchange -> exchange.getIn().setHeader(HonoConstants.DEVICE_ID, "pump-1"));

    assertThat(answer.getException()).isInstanceOf(HonoUnavailableException.class);
  }

  @Test
  void givenAWrongUri_thenTheErrorTellsTheRightOne() {
    assertThatThrownBy(() -> context.getEndpoint("hono:telemetry?bootstrapServers=x:1"))
        .rootCause()
        .hasMessageContaining("hono:telemetry/TENANT");
    assertThatThrownBy(() -> context.getEndpoint("hono:alarms/T?bootstrapServers=x:1"))
        .rootCause()
        .hasMessageContaining("use telemetry, event or command");
    assertThatThrownBy(() -> context.getEndpoint("hono:event/T"))
        .rootCause()
        .hasMessageContaining("bootstrapServers");
  }

  @Test
  void givenSecretsInAnUri_thenNoneIsShown() {
    String shown =
        context
            .getEndpoint(
                "hono:event/T?bootstrapServers=x:1&saslJaasConfig=RAW(s3cret)&password=RAW(s3cret)"
                    + "&properties.ssl.truststore.password=s3cret")
            .toString();
    assertThat(shown).contains("bootstrapServers=x").doesNotContain("s3cret");
    assertThatThrownBy(
            () ->
                context.getEndpoint(
                    "hono:event/T?bootstrapServers=x:1&properties.sasl.jaas.config=s3cret"))
        .rootCause()
        .hasMessageContaining("use the option saslJaasConfig")
        .message()
        .doesNotContain("s3cret");
  }
}

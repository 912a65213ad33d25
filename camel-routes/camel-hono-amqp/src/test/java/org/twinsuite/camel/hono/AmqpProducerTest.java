package org.twinsuite.camel.hono;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.twinsuite.camel.hono.Patience.await;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.qpid.proton.amqp.messaging.Data;
import org.apache.qpid.proton.message.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Commands over AMQP 1.0, against a peer that speaks it and does what Hono's API says. */
class AmqpProducerTest {

  private final String tenant = "tenant-" + UUID.randomUUID();
  private final CamelContext context = new DefaultCamelContext();
  private final PretendedHono hono = new PretendedHono();
  private ProducerTemplate template;

  @BeforeEach
  void start() {
    context.start();
    template = context.createProducerTemplate();
  }

  @AfterEach
  void stop() {
    context.stop();
    hono.close();
  }

  private String uri(String... options) {
    String base =
        "hono:command/%s?transport=amqp&host=127.0.0.1&port=%d&reconnectDelay=20"
            .formatted(tenant, hono.port());
    boolean own = Stream.of(options).anyMatch(option -> option.startsWith("requestTimeout"));
    String patience = own ? "" : "&requestTimeout=60000";
    return String.join("&", Stream.concat(Stream.of(base + patience), Stream.of(options)).toList());
  }

  private Exchange request(String subject, String... options) {
    return send(ExchangePattern.InOut, subject, options);
  }

  private Exchange send(ExchangePattern pattern, String subject, String... options) {
    return template.send(
        uri(options),
        exchange -> {
          exchange.setPattern(pattern);
          exchange.getIn().setBody("{\"rpm\":900}");
          exchange.getIn().setHeader(HonoConstants.DEVICE_ID, "pump-1");
          exchange.getIn().setHeader(HonoConstants.SUBJECT, subject);
          exchange.getIn().setHeader(HonoConstants.CONTENT_TYPE, "application/json");
        });
  }

  private static void assertStatus(Exchange answer, int status, String reason) {
    assertThat(answer.getException())
        .isInstanceOfSatisfying(
            HonoCommandException.class,
            failure -> {
              assertThat(failure.status()).isEqualTo(status);
              assertThat(failure.reason()).contains(reason);
            });
  }

  @Test
  void givenAOneWayCommand_thenItIsSentAsHonoWantsItAndTheOutcomeIsAwaited() {
    assertThat(send(ExchangePattern.InOnly, "open").getException()).isNull();

    Message command = hono.commands.get(0);
    assertThat(command.getAddress()).isEqualTo("command/" + tenant + "/pump-1");
    assertThat(command.getSubject()).isEqualTo("open");
    assertThat(command.getContentType()).isEqualTo("application/json");
    assertThat(command.getReplyTo()).isNull();
    assertThat(command.getMessageId()).isNotNull();
    assertThat(new String(((Data) command.getBody()).getValue().getArray(), UTF_8))
        .isEqualTo("{\"rpm\":900}");
    assertThat(hono.replies).isEmpty();
  }

  @Test
  void givenARequest_thenTheResponseComesBack() {
    Exchange answer = request("setSpeed");

    assertThat(answer.getException()).isNull();
    assertThat(answer.getMessage().getBody(String.class)).isEqualTo("done");
    assertThat(answer.getMessage().getHeaders())
        .containsEntry(HonoConstants.STATUS, 200)
        .containsEntry(HonoConstants.CONTENT_TYPE, "text/plain");
    Message command = hono.commands.get(0);
    assertThat(command.getReplyTo()).startsWith("command_response/" + tenant + "/");
    assertThat(command.getCorrelationId())
        .isEqualTo(answer.getMessage().getHeader(HonoConstants.CORRELATION_ID));
  }

  @Test
  void givenADeviceThatRefuses_thenItsAnswerIsAResult() {
    Exchange answer = request("unknown");

    assertThat(answer.getException()).isNull();
    assertThat(answer.getMessage().getHeader(HonoConstants.STATUS)).isEqualTo(404);
    assertThat(answer.getMessage().getBody(String.class)).isEqualTo("no such command");
  }

  @Test
  void givenReleasedOrRejected_thenTheExchangeFailsWithStatusAndReason() {
    assertStatus(request("offline"), 503, "not connected");
    assertStatus(send(ExchangePattern.InOnly, "offline"), 503, "not connected");
    assertStatus(request("malformed"), 400, "the payload is no JSON");
  }

  @Test
  void givenSilence_thenTheExchangeFailsAfterTheTimeout() {
    // GIVEN a connection that is there
    String shortTime = "requestTimeout=1000";
    await().until(() -> request("setSpeed", shortTime).getException() == null);

    // WHEN, THEN
    assertStatus(request("silent", shortTime), 504, "no response");
    assertStatus(send(ExchangePattern.InOnly, "unsettled", shortTime), 504, "did not say");
  }

  @Test
  void givenNoPeerOrNoCredit_thenTheFailureIsOneToBeTriedAgain() {
    hono.credit = false;
    Exchange held = send(ExchangePattern.InOnly, "open", "requestTimeout=300");
    assertThat(held.getException())
        .isInstanceOf(HonoUnavailableException.class)
        .hasMessageContaining("nothing was sent");
    hono.close();
    Exchange away = request("setSpeed", "requestTimeout=300&maxInFlight=2");
    assertThat(away.getException())
        .isInstanceOf(HonoUnavailableException.class)
        .hasMessageContaining("nothing was sent");
    assertThat(hono.commands).isEmpty();
  }

  @Test
  void givenABrokenConnection_thenCommandsUnderWayFailAndLaterOnesSucceed() throws Exception {
    String uri = uri();
    CompletableFuture<Exchange> open =
        template.asyncSend(
            uri,
            exchange -> {
              exchange.getIn().setHeader(HonoConstants.DEVICE_ID, "pump-1");
              exchange.getIn().setHeader(HonoConstants.SUBJECT, "unsettled");
            });
    await().until(() -> hono.commands.size() == 1);
    hono.cut();

    assertThat(open.get(30, TimeUnit.SECONDS).getException())
        .isInstanceOf(HonoUnavailableException.class)
        .hasMessageContaining("may have been delivered");
    assertThat(request("setSpeed").getException()).isNull();
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
  void givenNoHostOrNoDevice_thenTheErrorNamesIt() {
    assertThatThrownBy(() -> context.getEndpoint("hono:command/T?transport=amqp"))
        .rootCause()
        .hasMessageContaining("host");
    assertThat(template.request(uri("subject=open"), exchange -> {}).getException())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(HonoConstants.DEVICE_ID);
  }
}

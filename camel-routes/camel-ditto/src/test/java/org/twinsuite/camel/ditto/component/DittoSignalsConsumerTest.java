package org.twinsuite.camel.ditto.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.twinsuite.camel.ditto.component.Patience.await;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.twinsuite.camel.ditto.DittoConstants;
import org.twinsuite.camel.ditto.Transport;

@ParameterizedClass
@EnumSource(Transport.class)
class DittoSignalsConsumerTest {

  @Parameter Transport transport;

  private final FakeDitto ditto = new FakeDitto();
  private final CamelContext camel = new DefaultCamelContext();
  private final List<Exchange> seen = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    camel.stop();
    ditto.close();
  }

  private void consume(String resource) throws Exception {
    camel.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("ditto:"
                    + resource
                    + "?namespaces=org.test&auth=pre:test&transport="
                    + transport
                    + "&url="
                    + ditto.url())
                .routeId("signals")
                .process(exchange -> seen.add(exchange.copy()))
                .setBody(constant("{\"done\":true}"))
                .setHeader(DittoConstants.STATUS, constant(202));
          }
        });
    camel.start();
    await()
        .until(
            () -> ((DittoSignalsConsumer) camel.getRoute("signals").getConsumer()).isConnected());
  }

  private static JsonObject message(boolean responseRequired) {
    return new JsonObject()
        .put("topic", "org.test/pump/things/live/messages/stop")
        .put(
            "headers",
            new JsonObject()
                .put("correlation-id", "c1")
                .put("content-type", "application/json")
                .put("response-required", responseRequired))
        .put("path", "/features/motor/inbox/messages/stop")
        .put("value", new JsonObject().put("in", 5));
  }

  @Test
  void answersALiveMessageWithWhatTheRouteGives() throws Exception {
    consume("messages");
    assertThat(ditto.requests).contains("START-SEND-MESSAGES?namespaces=org.test");
    // WHEN somebody sends a message and waits for the answer
    ditto.signal(message(true));
    // THEN the route gets it and its result goes back
    await().until(() -> !ditto.commands.isEmpty());
    assertThat(seen.get(0).getIn().getHeaders())
        .containsEntry(DittoConstants.THING_ID, "org.test:pump")
        .containsEntry(DittoConstants.SUBJECT, "stop")
        .containsEntry(DittoConstants.CORRELATION_ID, "c1");
    assertThat(seen.get(0).getIn().getBody()).hasToString("{\"in\":5}");
    JsonObject answer = ditto.commands.get(0);
    assertThat(answer.getInteger("status")).isEqualTo(202);
    assertThat(answer.getString("path")).isEqualTo("/features/motor/outbox/messages/stop");
    assertThat(answer.getJsonObject("headers").getString("correlation-id")).isEqualTo("c1");
    assertThat(answer.getJsonObject("value").getBoolean("done")).isTrue();
  }

  @Test
  void answersThatItFailedWhenTheRouteGivesWhatIsNoJson() throws Exception {
    camel.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("ditto:messages?auth=pre:test&transport=" + transport + "&url=" + ditto.url())
                .routeId("signals")
                .setBody(constant("stopped in 5 s"));
          }
        });
    camel.start();
    await()
        .until(
            () -> ((DittoSignalsConsumer) camel.getRoute("signals").getConsumer()).isConnected());
    // WHEN somebody waits for the answer
    ditto.signal(message(true));
    // THEN he is told at once
    await().until(() -> !ditto.commands.isEmpty());
    assertThat(ditto.commands.get(0).getInteger("status")).isEqualTo(500);
  }

  @Test
  void answersAndGoesOnWhateverTheRouteThrows() throws Exception {
    // GIVEN a route of one message at a time that fails in different ways, and one that answers
    // with text that cannot be sent
    AtomicInteger count = new AtomicInteger();
    camel.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("ditto:messages?auth=pre:test&maxInFlight=1&transport="
                    + transport
                    + "&url="
                    + ditto.url())
                .routeId("signals")
                .process(
                    exchange -> {
                      switch (count.getAndIncrement()) {
                        case 0 -> throw new StackOverflowError("deep");
                        case 1 -> exchange.getMessage().setBody("half \ud83d");
                        case 2 -> exchange.getMessage().setBody(Map.of("x", Double.NaN));
                        case 3 ->
                            exchange
                                .getMessage()
                                .setHeader(DittoConstants.CONTENT_TYPE, "text/\ude00");
                        default -> exchange.getMessage().setBody("{}");
                      }
                    });
          }
        });
    camel.start();
    await()
        .until(
            () -> ((DittoSignalsConsumer) camel.getRoute("signals").getConsumer()).isConnected());
    // WHEN more messages come than may be in flight
    for (int i = 0; i < 6; i++) {
      ditto.signal(message(true));
    }
    // THEN each is answered over the same connection
    await().until(() -> ditto.commands.size() == 6);
    assertThat(ditto.commands)
        .extracting(answer -> answer.getInteger("status"))
        .containsExactly(500, 500, 500, 500, 200, 200);
    assertThat(ditto.connections()).isEqualTo(1);
  }

  @Test
  void doesNotAnswerAMessageThatWantsNone() throws Exception {
    consume("messages");
    ditto.signal(message(false));
    ditto.signal(message(true));
    await().until(() -> !ditto.commands.isEmpty());
    assertThat(seen).hasSize(2);
    assertThat(ditto.commands).hasSize(1);
  }

  @Test
  void deliversPolicyAnnouncements() throws Exception {
    consume("announcements");
    ditto.signal(
        new JsonObject()
            .put("topic", "org.test/policy/policies/announcements/subjectDeletion")
            .put("headers", new JsonObject().put("correlation-id", "c2"))
            .put("path", "/")
            .put("value", new JsonObject().put("deleteAt", "2026-01-02T03:04:05Z")));
    await().until(() -> seen.size() == 1);
    assertThat(seen.get(0).getIn().getHeaders())
        .containsEntry(DittoConstants.THING_ID, "org.test:policy")
        .containsEntry(DittoConstants.SUBJECT, "subjectDeletion");
  }
}

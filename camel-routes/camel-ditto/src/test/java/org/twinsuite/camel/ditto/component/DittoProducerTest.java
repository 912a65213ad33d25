package org.twinsuite.camel.ditto.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.twinsuite.camel.ditto.component.Patience.await;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.AsyncProducer;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.eclipse.ditto.json.JsonArray;
import org.eclipse.ditto.json.JsonValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.twinsuite.camel.ditto.DittoCommandException;
import org.twinsuite.camel.ditto.DittoConstants;
import org.twinsuite.camel.ditto.DittoUnavailableException;
import org.twinsuite.camel.ditto.Transport;
import org.twinsuite.camel.ditto.TwinChange;

@ParameterizedClass
@EnumSource(Transport.class)
class DittoProducerTest {

  @Parameter Transport transport;

  private final FakeDitto ditto = new FakeDitto();
  private final CamelContext camel = new DefaultCamelContext();
  private ProducerTemplate template;

  @BeforeEach
  void start() {
    camel.start();
    template = camel.createProducerTemplate();
  }

  @AfterEach
  void close() {
    camel.stop();
    ditto.close();
  }

  private String uri(String options) {
    return "ditto:things?transport="
        + transport
        + "&url="
        + ditto.url()
        + "&auth=basic:me:RAW(s3cret)&"
        + options;
  }

  private void connect(String uri) throws Exception {
    camel.getEndpoint(uri).createProducer();
    template.send(
        uri, exchange -> exchange.getIn().setHeader(DittoConstants.THING_ID, "org.test:a"));
    await().until(() -> ditto.connections() == 1);
    await()
        .until(
            () ->
                template
                        .send(
                            uri,
                            exchange -> {
                              exchange.getIn().setHeader(DittoConstants.THING_ID, "org.test:a");
                              exchange.getIn().setHeader(DittoConstants.OPERATION, "retrieve");
                            })
                        .getException()
                    == null);
    ditto.commands.clear();
  }

  private Exchange send(String uri, Object body, Map<String, Object> headers) {
    return template.send(
        uri,
        exchange -> {
          exchange.getIn().setBody(body);
          exchange.getIn().setHeaders(new java.util.HashMap<>(headers));
        });
  }

  @Test
  void mergesAPropertyUnderAConditionAndSaysWhoWrites() throws Exception {
    String uri = uri("operation=mergeProperty&writer=ingest");
    connect(uri);
    Exchange exchange =
        send(
            uri,
            Map.of("value", 3.5),
            Map.of(
                DittoConstants.THING_ID, "org.test:a",
                DittoConstants.PATH, "/features/t/properties",
                DittoConstants.CONDITION, "lt(features/t/properties/sourceTimestamp,'2026')"));
    assertThat(exchange.getException()).isNull();
    assertThat(exchange.getMessage().getHeader(DittoConstants.STATUS)).isEqualTo(204);
    assertThat(exchange.getMessage().getHeader(DittoConstants.REVISION)).isEqualTo(7L);
    JsonObject command = ditto.commands.get(0);
    assertThat(command.getString("topic")).isEqualTo("org.test/a/things/twin/commands/merge");
    assertThat(command.getString("path")).isEqualTo("/features/t/properties");
    assertThat(command.getJsonObject("value")).isEqualTo(new JsonObject().put("value", 3.5));
    assertThat(command.getJsonObject("headers").getMap())
        .containsEntry("content-type", "application/merge-patch+json")
        .containsEntry("twinsuite-writer", "ingest")
        .containsEntry("condition", "lt(features/t/properties/sourceTimestamp,'2026')");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/features/a~1b/properties", "/attributes/a~0b", "/attributes/~01", "/"})
  void sendsPathsAsTheyAre(String path) throws Exception {
    String uri = uri("operation=merge");
    connect(uri);
    Map<String, Object> headers =
        Map.of(
            DittoConstants.THING_ID,
            "org.test:a",
            DittoConstants.PATH,
            path,
            DittoConstants.IF_MATCH,
            "\"rev:7\"",
            DittoConstants.IF_EQUAL,
            "skip");
    assertThat(send(uri, "{\"x\":1}", headers).getException()).isNull();
    JsonObject command = ditto.commands.get(0);
    assertThat(command.getString("path")).isEqualTo(path);
    assertThat(command.getJsonObject("headers").getMap())
        .containsEntry("if-match", "\"rev:7\"")
        .containsEntry("if-equal", "skip");
  }

  @Test
  void retrievesAThingAndReportsWhatIsMissing() throws Exception {
    String uri = uri("operation=retrieve");
    connect(uri);
    Exchange found = send(uri, null, Map.of(DittoConstants.THING_ID, "org.test:a"));
    assertThat(found.getMessage().getBody(JsonValue.class).toString())
        .isEqualTo("{\"thingId\":\"org.test:a\"}");
    Exchange missing = send(uri, null, Map.of(DittoConstants.THING_ID, "org.test:missing"));
    DittoCommandException failure = (DittoCommandException) missing.getException();
    assertThat(failure.status()).isEqualTo(404);
    assertThat(failure.error()).isEqualTo("things:thing.notfound");
  }

  @Test
  void sendsManyCommandsOverOneConnection() throws Exception {
    String uri = uri("operation=put");
    connect(uri);
    List<CompletableFuture<Exchange>> open = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      open.add(
          template.asyncSend(
              uri,
              exchange -> {
                exchange.getIn().setBody("{}");
                exchange.getIn().setHeader(DittoConstants.THING_ID, "org.test:a");
              }));
    }
    for (CompletableFuture<Exchange> exchange : open) {
      assertThat(exchange.join().getException()).isNull();
    }
    assertThat(ditto.connections()).isEqualTo(1);
  }

  @Test
  void aStepThatBlocksAfterAnAnswerHoldsUpNoOther() throws Exception {
    // GIVEN routes that block when their answer, or the end of their time, comes
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch reached = new CountDownLatch(20);
    String uri = uri("operation=put&requestTimeout=2000");
    connect(uri);
    AsyncProducer producer = camel.getEndpoint(uri).createAsyncProducer();
    camel.addService(producer, true, true);
    for (int i = 0; i < 20; i++) {
      ditto.answering = i < 10;
      Exchange exchange = new DefaultExchange(camel);
      exchange.getIn().setBody("{}");
      exchange.getIn().setHeader(DittoConstants.THING_ID, "org.test:a");
      int sent = ditto.commands.size();
      producer.process(
          exchange,
          sync -> {
            reached.countDown();
            if (sync) {
              return; // answered before the call came back
            }
            try {
              held.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          });
      await().until(() -> ditto.commands.size() > sent);
    }
    try {
      assertThat(reached.await(1, TimeUnit.MINUTES)).isTrue();
      // WHEN another command is sent
      ditto.answering = true;
      Exchange other = send(uri, "{}", Map.of(DittoConstants.THING_ID, "org.test:a"));
      // THEN it is answered meanwhile, and a time-out ends in time
      assertThat(other.getException()).isNull();
      ditto.answering = false;
      assertThat(send(uri, "{}", Map.of(DittoConstants.THING_ID, "org.test:a")).getException())
          .hasMessageContaining("No answer within");
    } finally {
      held.countDown();
    }
  }

  @Test
  void failsAtOnceWithoutAConnectionAndWhenItBreaks() throws Exception {
    String uri = uri("operation=put&reconnectDelay=20");
    connect(uri);
    // GIVEN a command without an answer
    ditto.answering = false;
    CompletableFuture<Exchange> open =
        template.asyncSend(
            uri,
            exchange -> {
              exchange.getIn().setBody("{}");
              exchange.getIn().setHeader(DittoConstants.THING_ID, "org.test:a");
            });
    await().until(() -> !ditto.commands.isEmpty());
    // WHEN the connection breaks
    ditto.cut();
    // THEN the command fails, and goes through after the reconnect
    assertThat(open.join().getException())
        .isInstanceOf(DittoUnavailableException.class)
        .hasMessageContaining("may have been executed");
    ditto.answering = true;
    await()
        .until(
            () ->
                send(uri, "{}", Map.of(DittoConstants.THING_ID, "org.test:a")).getException()
                    == null);
  }

  @Test
  void timesOutWhenNoAnswerComes() throws Exception {
    String uri = uri("operation=put&requestTimeout=150");
    connect(uri);
    ditto.answering = false;
    assertThat(send(uri, "{}", Map.of(DittoConstants.THING_ID, "org.test:a")).getException())
        .isInstanceOf(DittoUnavailableException.class)
        .hasMessageContaining("No answer within 150 ms");
  }

  @Test
  void searchesAndReadsTheHistory() {
    for (int i = 0; i < 3; i++) {
      ditto.change("org.test:a", null);
    }
    Exchange found =
        send(uri("operation=search"), null, Map.of(DittoConstants.FILTER, "exists(thingId)"));
    assertThat(found.getMessage().getBody(JsonArray.class)).hasSize(1);
    assertThat(ditto.requests).anyMatch(r -> r.contains("filter=exists%28thingId%29"));
    Exchange history =
        send(
            uri("operation=history"),
            null,
            Map.of(DittoConstants.THING_ID, "org.test:a", DittoConstants.FROM_REVISION, 2));
    List<?> changes = history.getMessage().getBody(List.class);
    assertThat(changes).extracting(c -> ((TwinChange) c).revision()).containsExactly(2L, 3L);
  }

  @Test
  void namesWhatIsWrong() throws Exception {
    String uri = uri("operation=putProperty");
    connect(uri(("operation=put")));
    assertThat(send(uri, "{}", Map.of()).getException())
        .hasMessage("The header CamelDittoThingId is missing");
    assertThat(send(uri, "{}", Map.of(DittoConstants.THING_ID, "a")).getException())
        .hasMessage("The header CamelDittoThingId must be namespace:name but is a");
    assertThat(send(uri, "{}", Map.of(DittoConstants.THING_ID, "org.test:a")).getException())
        .hasMessage("The operation putProperty needs the header CamelDittoPath");
    assertThat(
            send(uri, "{", Map.of(DittoConstants.THING_ID, "org.test:a", DittoConstants.PATH, "/a"))
                .getException())
        .hasMessageStartingWith("The body is not valid JSON");
    assertThatThrownBy(() -> camel.getEndpoint("ditto:nothing?url=http://a"))
        .hasRootCauseMessage(
            "ditto:nothing is unknown: use events, things, messages or announcements");
    assertThatThrownBy(() -> camel.getEndpoint("ditto:events"))
        .hasRootCauseMessage(
            "ditto:events has no url: set the option url or camel.component.ditto.url");
  }

  @Test
  void showsNoSecretInItsUri() {
    assertThat(camel.getEndpoint(uri("operation=put")).toString())
        .doesNotContain("s3cret")
        .contains("auth=xxxxxx");
  }
}

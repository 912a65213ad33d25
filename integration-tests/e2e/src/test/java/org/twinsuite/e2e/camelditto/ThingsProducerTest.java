package org.twinsuite.e2e.camelditto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.twinsuite.e2e.camelditto.Patience.await;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.eclipse.ditto.json.JsonArray;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.twinsuite.camel.ditto.DittoCommandException;
import org.twinsuite.camel.ditto.DittoConstants;
import org.twinsuite.camel.ditto.TwinChange;
import org.twinsuite.sandbox.ditto.EmbeddedDitto;

/** What the producer does to things, on Ditto's own model. */
class ThingsProducerTest {

  private final EmbeddedDitto ditto = EmbeddedDitto.start();
  private final CamelContext camel = new DefaultCamelContext();
  private ProducerTemplate producer;

  @BeforeEach
  void start() throws Exception {
    camel.start();
    producer = camel.createProducerTemplate();
    await()
        .until(
            () -> send("put", "org.p:a", "/", "{\"attributes\":{\"n\":0}}").getException() == null);
  }

  @AfterEach
  void stop() {
    camel.stop();
    ditto.close();
  }

  private String uri(String options) {
    return "ditto:things?auth=pre:test:owner&url=" + ditto.url() + options;
  }

  private Exchange send(String operation, String thingId, String path, Object body) {
    return send("", operation, thingId, Map.of(DittoConstants.PATH, path), body);
  }

  private Exchange send(
      String options, String operation, String thingId, Map<String, Object> headers, Object body) {
    return producer.send(
        uri(options),
        exchange -> {
          exchange.getIn().setHeader(DittoConstants.OPERATION, operation);
          exchange.getIn().setHeader(DittoConstants.THING_ID, thingId);
          exchange.getIn().getHeaders().putAll(headers);
          exchange.getIn().setBody(body);
        });
  }

  private static void assertRefused(Exchange answer, int status) {
    assertThat(answer.getException())
        .isInstanceOfSatisfying(
            DittoCommandException.class, e -> assertThat(e.status()).isEqualTo(status));
  }

  private long revision() {
    Exchange thing =
        send("", "retrieve", "org.p:a", Map.of(DittoConstants.FIELDS, "_revision"), null);
    JsonObject body = thing.getMessage().getBody(JsonObject.class);
    return body.getValue("_revision").orElseThrow().asLong();
  }

  @Test
  void writesOnlyUnderTheConditionsOfTheMessage() {
    // GIVEN a condition that does not hold, and entity tags that do not match
    Map<String, Object> never =
        Map.of(
            DittoConstants.PATH, "/attributes/n", DittoConstants.CONDITION, "eq(attributes/n,7)");
    assertRefused(send("", "putProperty", "org.p:a", never, "1"), 412);
    assertRefused(
        send("", "put", "org.p:a", Map.of(DittoConstants.IF_MATCH, "\"rev:99\""), "{}"), 412);
    assertRefused(send("", "put", "org.p:a", Map.of(DittoConstants.IF_NONE_MATCH, "*"), "{}"), 412);
    // WHEN they hold
    Map<String, Object> holds =
        Map.of(
            DittoConstants.PATH, "/attributes/n", DittoConstants.CONDITION, "eq(attributes/n,0)");
    Exchange written = send("", "putProperty", "org.p:a", holds, "1");
    // THEN the value is written, with its revision
    assertThat(written.getException()).isNull();
    assertThat(written.getMessage().getHeader(DittoConstants.STATUS)).isEqualTo(204);
    // AND an equal value is left alone when asked to
    long before = revision();
    Map<String, Object> skip =
        Map.of(DittoConstants.PATH, "/attributes/n", DittoConstants.IF_EQUAL, "skip");
    send("", "putProperty", "org.p:a", skip, "1");
    assertThat(revision()).isEqualTo(before);
  }

  @Test
  void mergesDeletesAndReportsWhatIsMissing() {
    assertThat(
            send("mergeProperty", "org.p:a", "/attributes", "{\"n\":null,\"m\":2}").getException())
        .isNull();
    assertThat(send("retrieve", "org.p:a", "/attributes", null).getMessage().getBody())
        .isEqualTo(JsonObject.of("{\"m\":2}"));
    assertThat(send("deleteProperty", "org.p:a", "/attributes/m", null).getException()).isNull();
    assertRefused(send("retrieve", "org.p:a", "/attributes/m", null), 404);
    assertThat(send("delete", "org.p:a", "/", null).getException()).isNull();
    assertRefused(send("retrieve", "org.p:a", "/", null), 404);
  }

  @Test
  void searchesPageByPageAndAsAStream() {
    // GIVEN 25 things
    IntStream.range(0, 25)
        .forEach(
            i ->
                assertThat(
                        send("put", "org.s:t" + i, "/", "{\"attributes\":{\"k\":" + i + "}}")
                            .getException())
                    .isNull());
    Map<String, Object> query =
        Map.of(DittoConstants.FILTER, "ge(attributes/k,5)", DittoConstants.FIELDS, "thingId");
    // WHEN they are searched with pages of eight, the index being late
    await().until(() -> pages(query).size() == 20);
    // THEN the pages and the stream hold the same things
    Exchange stream =
        send("&pageSize=8&streaming=true&namespaces=org.s", "search", "org.s:x", query, null);
    Set<String> streamed = new HashSet<>();
    Iterator<?> things = stream.getMessage().getBody(Iterator.class);
    things.forEachRemaining(thing -> streamed.add(id((JsonValue) thing)));
    assertThat(streamed).hasSize(20).isEqualTo(new HashSet<>(pages(query)));
  }

  private List<String> pages(Map<String, Object> query) {
    List<String> found = new ArrayList<>();
    Map<String, Object> headers = new java.util.HashMap<>(query);
    do {
      Exchange page = send("&pageSize=8&namespaces=org.s", "search", "org.s:x", headers, null);
      JsonArray items = page.getMessage().getBody(JsonArray.class);
      assertThat(items.getSize()).isLessThanOrEqualTo(8);
      items.forEach(item -> found.add(id(item)));
      Object cursor = page.getMessage().getHeader(DittoConstants.CURSOR);
      headers.put(DittoConstants.CURSOR, cursor);
    } while (headers.get(DittoConstants.CURSOR) != null);
    return found;
  }

  private static String id(JsonValue thing) {
    return thing.asObject().getValue("thingId").orElseThrow().asString();
  }

  @Test
  void readsTheHistoryByRevisionAndByTime() {
    for (int i = 1; i <= 6; i++) {
      assertThat(send("putProperty", "org.p:a", "/attributes/n", "" + i).getException()).isNull();
    }
    List<TwinChange> all = history(Map.of());
    assertThat(all).extracting(TwinChange::revision).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
    assertThat(history(Map.of(DittoConstants.FROM_REVISION, 3L, DittoConstants.TO_REVISION, 5L)))
        .isEqualTo(all.subList(2, 5));
    Instant third = all.get(2).timestamp();
    Instant fifth = all.get(4).timestamp();
    assertThat(
            history(
                Map.of(DittoConstants.FROM_TIMESTAMP, third, DittoConstants.TO_TIMESTAMP, fifth)))
        .allSatisfy(change -> assertThat(change.timestamp()).isBetween(third, fifth))
        .contains(all.get(2), all.get(3));
  }

  private List<TwinChange> history(Map<String, Object> bounds) {
    Exchange answer = send("", "history", "org.p:a", bounds, null);
    assertThat(answer.getException()).isNull();
    List<TwinChange> changes = new ArrayList<>();
    answer.getMessage().getBody(List.class).forEach(change -> changes.add((TwinChange) change));
    return changes;
  }

  @Test
  void sendsALiveMessageAndGetsTheReplyOfARouteFromATemplate() throws Exception {
    // GIVEN a route template with a ditto: endpoint that answers messages
    camel.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            routeTemplate("answering")
                .templateParameter("namespace")
                .from(
                    "ditto:messages?auth=pre:test:owner&url="
                        + ditto.url()
                        + "&namespaces={{namespace}}")
                .setHeader(DittoConstants.CONTENT_TYPE, constant("text/plain"))
                .setHeader(DittoConstants.STATUS, constant(201))
                .setBody(
                    simple("${header.CamelDittoSubject} of ${header.CamelDittoThingId}: ${body}"));
          }
        });
    TemplatedRouteBuilder.builder(camel, "answering")
        .parameter("namespace", "org.p")
        .routeId("answers")
        .add();
    // WHEN a message is sent to the thing
    Map<String, Object> headers =
        Map.of(DittoConstants.SUBJECT, "ask", DittoConstants.CONTENT_TYPE, "text/plain");
    List<Exchange> answers = new ArrayList<>();
    await()
        .until(
            () -> {
              answers.add(
                  send("&requestTimeout=2000", "message", "org.p:a", headers, "how are you?"));
              return answers.get(answers.size() - 1).getException() == null;
            });
    // THEN the route's message is the reply
    Exchange answer = answers.get(answers.size() - 1);
    assertThat(answer.getMessage().getHeader(DittoConstants.STATUS)).isEqualTo(201);
    assertThat(answer.getMessage().getBody(JsonValue.class).asString())
        .isEqualTo("ask of org.p:a: how are you?");
  }
}

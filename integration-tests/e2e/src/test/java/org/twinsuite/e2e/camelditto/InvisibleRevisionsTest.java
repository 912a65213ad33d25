package org.twinsuite.e2e.camelditto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.twinsuite.e2e.camelditto.Patience.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.twinsuite.camel.ditto.MemoryRevisionStore;
import org.twinsuite.camel.ditto.TwinChange;
import org.twinsuite.camel.ditto.component.DittoEventsConsumer;
import org.twinsuite.sandbox.ditto.EmbeddedDitto;

/** Revisions that a policy or a filter hides: passed over once, in whatever order they come. */
class InvisibleRevisionsTest {

  private static final int THINGS = 5;
  private static final int CHANGES = 60;
  private static final String POLICY =
      """
      {"entries":{
        "owner":{"subjects":{"test:owner":{"type":"t"}},"resources":{
          "policy:/":{"grant":["READ","WRITE"],"revoke":[]},
          "thing:/":{"grant":["READ","WRITE"],"revoke":[]}}},
        "reader":{"subjects":{"test:reader":{"type":"t"}},"resources":{
          "thing:/attributes/open":{"grant":["READ"],"revoke":[]}}}}}
      """;

  private final EmbeddedDitto ditto = EmbeddedDitto.start();
  private final FaultyNetwork network = new FaultyNetwork(URI.create(ditto.url()), 3);
  private final CamelContext camel = new DefaultCamelContext();
  private final HttpClient http = HttpClient.newHttpClient();
  private final MemoryRevisionStore marks = new MemoryRevisionStore();
  private final Map<String, List<Long>> handled = new ConcurrentHashMap<>();

  @AfterEach
  void close() {
    camel.stop();
    network.close();
    ditto.close();
  }

  private void put(String path, String body) throws Exception {
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(URI.create(ditto.url() + "/api/2/" + path))
                .header("x-ditto-pre-authenticated", "test:owner")
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
  }

  private DittoEventsConsumer consume(String options) throws Exception {
    camel.getRegistry().bind("marks", marks);
    camel.getRegistry().bind("meters", new SimpleMeterRegistry());
    camel.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            errorHandler(noErrorHandler());
            from("ditto:events?namespaces=org.hidden&startFrom=beginning&revisionStore=#marks"
                    + "&gapDelay=20&auditPeriod=200&repairChunk=7&url="
                    + network.url()
                    + options)
                .routeId("changes")
                .process(InvisibleRevisionsTest.this::record);
          }
        });
    camel.start();
    return (DittoEventsConsumer) camel.getRoute("changes").getConsumer();
  }

  private void record(Exchange exchange) {
    TwinChange change = exchange.getIn().getBody(TwinChange.class);
    handled
        .computeIfAbsent(change.thingId(), id -> new CopyOnWriteArrayList<>())
        .add(change.revision());
  }

  @ParameterizedTest
  @CsvSource({
    "&auth=pre:test:reader, 1",
    "&auth=pre:test:reader, 2",
    "&auth=pre:test:owner&filter=RAW(exists(attributes/open)), 3"
  })
  void arePassedOverOnceAndNotLookedForAgain(String options, long seed) throws Exception {
    // GIVEN things of which a part may be seen, behind a network that loses and reorders
    put("policies/org.hidden:p", POLICY);
    for (int t = 0; t < THINGS; t++) {
      put("things/org.hidden:t" + t, "{\"policyId\":\"org.hidden:p\",\"attributes\":{\"open\":0}}");
    }
    DittoEventsConsumer consumer = consume(options);
    await().until(consumer::isConnected);
    // WHEN visible and invisible parts change in any order
    Random random = new Random(seed);
    List<List<Long>> visible = new ArrayList<>();
    for (int t = 0; t < THINGS; t++) {
      visible.add(new ArrayList<>(List.of(1L)));
    }
    for (long revision = 2; revision <= CHANGES; revision++) {
      for (int t = 0; t < THINGS; t++) {
        boolean open = random.nextInt(3) > 0 || revision == CHANGES;
        put("things/org.hidden:t" + t + "/attributes/" + (open ? "open" : "secret"), "" + revision);
        if (open) {
          visible.get(t).add(revision);
        }
      }
    }
    // THEN each visible one is handled in order and the marks stand at the end
    for (int t = 0; t < THINGS; t++) {
      String thingId = "org.hidden:t" + t;
      List<Long> expected = visible.get(t);
      await().untilAsserted(() -> assertThat(handled.get(thingId)).isEqualTo(expected));
      await().untilAsserted(() -> assertThat(marks.lastHandled(thingId)).hasValue(CHANGES));
    }
    // AND further audits look for nothing any more
    long gaps = consumer.figures().gaps();
    long invisible = consumer.figures().invisible();
    await()
        .during(Duration.ofMillis(700))
        .untilAsserted(() -> assertThat(consumer.figures().gaps()).isEqualTo(gaps));
    long hidden = (long) THINGS * CHANGES - visible.stream().mapToLong(List::size).sum();
    assertThat(invisible).isEqualTo(hidden);
    assertThat(gaps).isLessThanOrEqualTo((long) THINGS * CHANGES);
    SimpleMeterRegistry meters = camel.getRegistry().findSingleByType(SimpleMeterRegistry.class);
    assertThat(meters.get("camel.ditto.invisible").functionCounter().count()).isEqualTo(hidden);
  }
}

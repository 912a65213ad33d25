package org.twinsuite.e2e.camelditto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.twinsuite.e2e.camelditto.Patience.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.twinsuite.camel.ditto.DittoConstants;
import org.twinsuite.camel.ditto.MemoryRevisionStore;
import org.twinsuite.camel.ditto.Transport;
import org.twinsuite.camel.ditto.TwinChange;
import org.twinsuite.camel.ditto.component.DittoEventsConsumer;

/**
 * The changes of a fleet through a network that loses, repeats, delays, reorders and breaks;
 * against any Ditto, see {@link TestedDitto}.
 */
@ParameterizedClass
@MethodSource("org.twinsuite.e2e.camelditto.TestedDitto#transports")
class MissesNothingTest {

  private static final int THINGS = 50;
  private static final int CHANGES = Integer.getInteger("ditto.changes", 10_000);

  @Parameter Transport transport;

  private final TestedDitto ditto = new TestedDitto();
  private final FaultyNetwork network = new FaultyNetwork(ditto.url(), 11);
  private final String namespace = TestedDitto.newNamespace("faults");
  private final CamelContext camel = new DefaultCamelContext();
  private final MemoryRevisionStore marks = new MemoryRevisionStore();
  private final Map<String, List<Long>> handled = new ConcurrentHashMap<>();
  private ProducerTemplate writer;
  private String commands;

  @BeforeEach
  void start() throws Exception {
    camel.getRegistry().bind("marks", marks);
    camel.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            errorHandler(noErrorHandler());
            from("ditto:events?namespaces="
                    + namespace
                    + "&startFrom=beginning&"
                    + ditto.access()
                    + "&transport="
                    + transport
                    + "&url="
                    + network.url()
                    + "&revisionStore=#marks&gapDelay=50&reconnectDelay=20&auditPeriod=1000")
                .routeId("changes")
                .process(MissesNothingTest.this::handle);
          }
        });
    camel.start();
    writer = camel.createProducerTemplate();
    commands =
        "ditto:things?"
            + ditto.access()
            + "&transport="
            + transport
            + "&operation=putProperty&url="
            + ditto.url();
    for (int t = 0; t < THINGS; t++) {
      create(thingId(t));
    }
  }

  @AfterEach
  void stop() {
    for (int t = 0; t < THINGS; t++) {
      String thingId = thingId(t);
      writer.send(
          commands,
          exchange -> {
            exchange.getIn().setHeader(DittoConstants.OPERATION, "delete");
            exchange.getIn().setHeader(DittoConstants.THING_ID, thingId);
          });
    }
    camel.stop();
    network.close();
    ditto.close();
  }

  private String thingId(int number) {
    return namespace + ":pump-" + number;
  }

  private void handle(Exchange exchange) {
    TwinChange change = exchange.getIn().getBody(TwinChange.class);
    handled
        .computeIfAbsent(change.thingId(), id -> new java.util.concurrent.CopyOnWriteArrayList<>())
        .add(change.revision());
  }

  private void create(String thingId) {
    await()
        .until(
            () ->
                writer
                        .send(
                            commands,
                            exchange -> {
                              exchange.getIn().setHeader(DittoConstants.OPERATION, "put");
                              exchange.getIn().setHeader(DittoConstants.THING_ID, thingId);
                              exchange.getIn().setBody("{\"attributes\":{\"n\":0}}");
                            })
                        .getException()
                    == null);
  }

  private CompletableFuture<Exchange> change(String thingId, int value) {
    return writer.asyncSend(
        commands,
        exchange -> {
          exchange.getIn().setHeader(DittoConstants.THING_ID, thingId);
          exchange.getIn().setHeader(DittoConstants.PATH, "/attributes/n");
          exchange.getIn().setBody(Integer.toString(value));
        });
  }

  @Test
  void handlesEveryChangeOfEveryThingInOrder() {
    // GIVEN a consumer behind a faulty network
    DittoEventsConsumer consumer = (DittoEventsConsumer) camel.getRoute("changes").getConsumer();
    // WHEN 50 things change 10,000 times while connections break
    List<CompletableFuture<Exchange>> open = new ArrayList<>();
    for (int i = 0; i < CHANGES; i++) {
      open.add(change(thingId(i % THINGS), i));
      if (i % 50 == 49) {
        open.forEach(answer -> assertThat(answer.join().getException()).isNull());
        open.clear();
      }
      if (i % (CHANGES / 4) == CHANGES / 8) {
        network.cut();
      }
    }
    // THEN each revision of each thing was handled, exactly in order
    long last = CHANGES / THINGS + 1L;
    List<Long> all = LongStream.rangeClosed(1, last).boxed().toList();
    for (int t = 0; t < THINGS; t++) {
      String thingId = thingId(t);
      await().untilAsserted(() -> assertThat(handled.get(thingId)).isEqualTo(all));
      await().untilAsserted(() -> assertThat(marks.lastHandled(thingId)).hasValue(last));
    }
    assertThat(consumer.figures().repaired()).isPositive();
    System.out.printf(
        "faults over %s: %d changes, dropped %d, repeated %d, delayed %d, cuts %d;"
            + " looked up %d gaps, repaired %d changes, duplicates %d, reconnects %d%n",
        transport,
        CHANGES,
        network.dropped.sum(),
        network.repeated.sum(),
        network.delayed.sum(),
        network.cuts.sum(),
        consumer.figures().gaps(),
        consumer.figures().repaired(),
        consumer.figures().duplicates(),
        consumer.figures().reconnects());
  }
}

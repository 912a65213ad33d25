package org.twinsuite.camel.ditto.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.twinsuite.camel.ditto.component.Patience.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.twinsuite.camel.ditto.DittoConstants;
import org.twinsuite.camel.ditto.MemoryRevisionStore;
import org.twinsuite.camel.ditto.Transport;
import org.twinsuite.camel.ditto.TwinChange;

@ParameterizedClass
@EnumSource(Transport.class)
class DittoEventsConsumerTest {

  @Parameter Transport transport;

  private static final String FAST =
      "&gapDelay=20&reconnectDelay=20&maximumReconnectDelay=200&redeliveryDelay=10"
          + "&maximumRedeliveryDelay=50&auditPeriod=300&repairChunk=7";

  private final FakeDitto ditto = new FakeDitto();
  private final CamelContext camel = new DefaultCamelContext();
  private final Map<String, List<Long>> handled = new ConcurrentHashMap<>();
  private final MemoryRevisionStore store = new MemoryRevisionStore();
  private final List<TwinChange> changes = new ArrayList<>();

  @BeforeEach
  void bind() {
    camel.getRegistry().bind("marks", store);
  }

  @AfterEach
  void close() {
    camel.stop();
    ditto.close();
  }

  private void consume(String options, org.apache.camel.Processor step) throws Exception {
    camel.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            errorHandler(noErrorHandler());
            from("ditto:events?url="
                    + ditto.url()
                    + "&auth=pre:test&revisionStore=#marks&transport="
                    + transport
                    + options)
                .routeId("changes")
                .process(step);
          }
        });
    camel.start();
  }

  private void record(Exchange exchange) {
    TwinChange change = exchange.getIn().getBody(TwinChange.class);
    synchronized (changes) {
      changes.add(change);
      handled.computeIfAbsent(change.thingId(), id -> new ArrayList<>()).add(change.revision());
    }
  }

  private List<Long> revisions(String thingId) {
    synchronized (changes) {
      return List.copyOf(handled.getOrDefault(thingId, List.of()));
    }
  }

  private int delivered() {
    synchronized (changes) {
      return changes.size();
    }
  }

  private DittoEventsConsumer consumer() {
    return (DittoEventsConsumer) camel.getRoute("changes").getConsumer();
  }

  private void awaitConnected() {
    await()
        .until(
            () ->
                consumer().isConnected()
                    && !ditto.requests.isEmpty()
                    && ditto.requests.stream().anyMatch(r -> r.contains("search")));
  }

  private static List<Long> upTo(long last) {
    return LongStream.rangeClosed(1, last).boxed().toList();
  }

  @Test
  void deliversLiveChangesWithHeadersAndMarksThem() throws Exception {
    // GIVEN a consumer of one namespace
    consume("&namespaces=org.test" + FAST, this::record);
    awaitConnected();
    // WHEN a new thing changes
    ditto.change("org.test:a", "somebody");
    // THEN the change arrives whole and is marked
    await().untilAsserted(() -> assertThat(revisions("org.test:a")).containsExactly(1L));
    TwinChange change = changes.get(0);
    assertThat(change.path()).isEqualTo("/attributes/n");
    assertThat(change.action()).isEqualTo(TwinChange.MODIFIED);
    assertThat(change.value().asLong()).isEqualTo(1);
    assertThat(change.timestamp()).isEqualTo("2026-01-02T03:04:05.678Z");
    assertThat(change.correlationId()).isEqualTo("c1");
    await().untilAsserted(() -> assertThat(store.lastHandled("org.test:a")).hasValue(1));
    assertThat(ditto.requests).contains("START-SEND-EVENTS?namespaces=org.test");
    assertThat(ditto.requests).anyMatch(r -> r.startsWith("WS /ws/2 test"));
  }

  @Test
  void startsWithWhatComesWhenNothingIsKnown() throws Exception {
    // GIVEN a thing with a past and an empty store
    for (int i = 0; i < 5; i++) {
      ditto.change("org.test:a", null);
    }
    consume(FAST, this::record);
    await().untilAsserted(() -> assertThat(store.lastHandled("org.test:a")).hasValue(5));
    // WHEN it changes again
    ditto.change("org.test:a", null);
    // THEN only the new change is delivered
    await().untilAsserted(() -> assertThat(revisions("org.test:a")).containsExactly(6L));
  }

  @Test
  void readsTheWholeHistoryWhenAskedTo() throws Exception {
    for (int i = 0; i < 30; i++) {
      ditto.change("org.test:a", null);
    }
    consume("&startFrom=beginning" + FAST, this::record);
    await().untilAsserted(() -> assertThat(revisions("org.test:a")).isEqualTo(upTo(30)));
  }

  @Test
  void repairsAsManyThingsAtOnceAsThereAre() throws Exception {
    // GIVEN more things than one of Camel's own pools holds tasks, each with a gap
    int things = 3_000;
    for (int i = 0; i < things; i++) {
      ditto.change("org.test:thing-" + i, "somebody");
    }
    // WHEN all gaps wait at the same time
    consume("&startFrom=beginning&gapDelay=2000", this::record);
    // THEN
    await().untilAsserted(() -> assertThat(delivered()).isEqualTo(things));
    assertThat(consumer().figures().handled()).isEqualTo(things);
  }

  @Test
  void catchesUpAfterARestart() throws Exception {
    // GIVEN marks of an earlier run and changes since, also of a thing made since
    store.handled("org.test:a", 2);
    for (int i = 0; i < 4; i++) {
      ditto.change("org.test:a", null);
      ditto.change("org.test:new", null);
    }
    consume(FAST, this::record);
    await().untilAsserted(() -> assertThat(revisions("org.test:a")).containsExactly(3L, 4L));
    await().untilAsserted(() -> assertThat(revisions("org.test:new")).isEqualTo(upTo(4)));
  }

  @Test
  void handlesEachChangeInOrderThroughDropsRepeatsDelaysAndCuts() throws Exception {
    // GIVEN a network that loses, repeats, delays and breaks
    Random random = new Random(7);
    List<Runnable> held = new ArrayList<>();
    ditto.network =
        (event, deliver) -> {
          int dice = random.nextInt(100);
          if (dice < 10) {
            return;
          }
          if (dice < 20) {
            deliver.run();
          }
          if (dice < 30) {
            held.add(deliver);
            return;
          }
          deliver.run();
          if (held.size() > 5) {
            held.forEach(Runnable::run);
            held.clear();
          }
        };
    consume("&startFrom=beginning&concurrentConsumers=2" + FAST, this::record);
    awaitConnected();
    // WHEN ten things change 200 times
    for (int i = 0; i < 2000; i++) {
      ditto.change("org.test:t" + i % 10, null);
      if (i % 700 == 699) {
        ditto.cut();
      }
    }
    // THEN every change is handled once and in order
    for (int t = 0; t < 10; t++) {
      String thingId = "org.test:t" + t;
      await().untilAsserted(() -> assertThat(revisions(thingId)).isEqualTo(upTo(200)));
    }
    assertThat(consumer().figures().repaired()).isPositive();
    await().until(() -> consumer().figures().reconnects() > 0);
  }

  @Test
  void repeatsAFailedChangeAndWhatFollowsButNotOtherThings() throws Exception {
    AtomicInteger failures = new AtomicInteger();
    consume(
        FAST,
        exchange -> {
          record(exchange);
          TwinChange change = exchange.getIn().getBody(TwinChange.class);
          if (change.thingId().endsWith("bad")
              && change.revision() == 2
              && failures.incrementAndGet() <= 3) {
            throw new IllegalStateException("not now");
          }
        });
    awaitConnected();
    for (int i = 0; i < 4; i++) {
      ditto.change("org.test:bad", null);
      ditto.change("org.test:good", null);
    }
    await().untilAsserted(() -> assertThat(store.lastHandled("org.test:bad")).hasValue(4));
    assertThat(revisions("org.test:bad")).containsExactly(1L, 2L, 2L, 2L, 2L, 3L, 4L);
    await().untilAsserted(() -> assertThat(revisions("org.test:good")).isEqualTo(upTo(4)));
  }

  @Test
  void passesOverRevisionsItMayNotSeeWithoutLooping() throws Exception {
    ditto.hidden = event -> event.getLong("revision") % 3 == 0;
    consume(FAST, this::record);
    awaitConnected();
    for (int i = 0; i < 10; i++) {
      ditto.change("org.test:a", null);
    }
    await()
        .untilAsserted(
            () -> assertThat(revisions("org.test:a")).containsExactly(1L, 2L, 4L, 5L, 7L, 8L, 10L));
    await().untilAsserted(() -> assertThat(store.lastHandled("org.test:a")).hasValue(10));
    long looked = ditto.requests.stream().filter(r -> r.contains("historical")).count();
    assertThat(looked).as("looks, two per revision at most").isLessThanOrEqualTo(20);
  }

  @Test
  void countsOwnChangesAsHandledWithoutDeliveringThem() throws Exception {
    consume("&excludeWriter=me" + FAST, this::record);
    awaitConnected();
    ditto.change("org.test:a", "me");
    ditto.change("org.test:a", "other");
    ditto.change("org.test:a", "me");
    await().untilAsserted(() -> assertThat(store.lastHandled("org.test:a")).hasValue(3));
    assertThat(revisions("org.test:a")).containsExactly(2L);
  }

  @Test
  void findsWhatWasLostSilentlyByTheAudit() throws Exception {
    // GIVEN a subscription that is confirmed and delivers nothing
    ditto.network = (event, deliver) -> {};
    consume(FAST, this::record);
    awaitConnected();
    ditto.change("org.test:a", null);
    await().untilAsserted(() -> assertThat(revisions("org.test:a")).containsExactly(1L));
  }

  @Test
  void readsAThingThatBeganAnewFromItsFirstRevision() throws Exception {
    store.handled("org.test:a", 50);
    ditto.change("org.test:a", null);
    ditto.change("org.test:a", null);
    consume(FAST, this::record);
    await().untilAsserted(() -> assertThat(revisions("org.test:a")).containsExactly(1L, 2L));
  }

  @Test
  void takesNothingForInvisibleThatAHistoryCutShortDidNotShow() throws Exception {
    // GIVEN a server or proxy that ends each history too early, without an error
    ditto.longestHistory = 3;
    for (int i = 0; i < 30; i++) {
      ditto.change("org.test:a", null);
    }
    consume("&startFrom=beginning" + FAST, this::record);
    await().untilAsserted(() -> assertThat(store.lastHandled("org.test:a")).hasValue(30));
    assertThat(revisions("org.test:a")).isEqualTo(upTo(30));
    assertThat(consumer().figures().invisible()).isZero();
  }

  @Test
  void goesOnWithOtherThingsWhenHistoriesCannotBeRead() throws Exception {
    // GIVEN things that miss their first change, more changes than fit into memory, no history
    ditto.network =
        (event, deliver) -> {
          if (event.getLong("revision") > 1 || event.getString("topic").contains("good")) {
            deliver.run();
          }
        };
    ditto.unreadable = thingId -> thingId.contains("bad");
    List<Object> repaired = new ArrayList<>();
    consume(
        "&startFrom=beginning&maxInFlight=20&maxInFlightPerThing=2&reconnectDelay=20"
            + "&maximumReconnectDelay=200&gapDelay=20&auditPeriod=0",
        exchange -> {
          record(exchange);
          if (exchange.getIn().getBody(TwinChange.class).thingId().endsWith("good")) {
            repaired.add(exchange.getIn().getHeader(DittoConstants.REPAIRED));
          }
        });
    awaitConnected();
    for (int i = 0; i < 200; i++) {
      ditto.change("org.test:bad" + i % 5, null);
    }
    // WHEN another thing changes
    for (int i = 0; i < 50; i++) {
      ditto.change("org.test:good", null);
    }
    // THEN its changes come as they are, not by way of an audit
    await().untilAsserted(() -> assertThat(revisions("org.test:good")).isEqualTo(upTo(50)));
    assertThat(repaired).containsOnlyNulls();
    // AND those of the others when their histories can be read
    ditto.unreadable = thingId -> false;
    for (int i = 0; i < 5; i++) {
      String thingId = "org.test:bad" + i;
      await().untilAsserted(() -> assertThat(revisions(thingId)).isEqualTo(upTo(40)));
    }
  }

  @Test
  void goesOnWithAuditsWhenAnAnswerBeginsAndNeverEnds() throws Exception {
    // GIVEN a subscription that delivers nothing, and a search that never ends
    ditto.network = (event, deliver) -> {};
    ditto.stalling.set(1);
    consume("&requestTimeout=300" + FAST, this::record);
    awaitConnected();
    // WHEN a thing changes
    ditto.change("org.test:a", null);
    ditto.change("org.test:a", null);
    // THEN a later audit finds it
    await().untilAsserted(() -> assertThat(store.lastHandled("org.test:a")).hasValue(2));
  }

  @Test
  void auditsThingsWithACommaInTheirName() throws Exception {
    // GIVEN marks of things that were purged and made anew; one is gone for good
    store.handled("org.test:a", 50);
    store.handled("org.test:b,c", 50);
    store.handled("org.test:gone, really", 50);
    for (int i = 0; i < 2; i++) {
      ditto.change("org.test:a", null);
      ditto.change("org.test:b,c", null);
    }
    consume(FAST, this::record);
    await().untilAsserted(() -> assertThat(revisions("org.test:a")).containsExactly(1L, 2L));
    await().untilAsserted(() -> assertThat(revisions("org.test:b,c")).containsExactly(1L, 2L));
  }

  @Test
  void boundsWhatIsInFlight() throws Exception {
    List<org.apache.camel.AsyncCallback> open = new ArrayList<>();
    consume(
        "&maxInFlight=4&maxInFlightPerThing=2" + FAST,
        new org.apache.camel.support.AsyncProcessorSupport() {
          @Override
          public boolean process(Exchange exchange, org.apache.camel.AsyncCallback callback) {
            synchronized (open) {
              record(exchange);
              open.add(callback);
            }
            return false;
          }
        });
    awaitConnected();
    for (int i = 0; i < 60; i++) {
      ditto.change("org.test:t" + i % 3, null);
    }
    await().until(() -> delivered() == 4);
    assertThat(consumer().getInFlight()).isEqualTo(4);
    await()
        .until(
            () -> {
              List<org.apache.camel.AsyncCallback> done;
              synchronized (open) {
                assertThat(open.size()).isLessThanOrEqualTo(4);
                done = List.copyOf(open);
                open.clear();
              }
              done.forEach(callback -> callback.done(false));
              return revisions("org.test:t0").size() == 20
                  && revisions("org.test:t1").size() == 20
                  && revisions("org.test:t2").size() == 20;
            });
    assertThat(revisions("org.test:t0")).isEqualTo(upTo(20));
    // so that the context need not wait for them when it stops
    open.forEach(callback -> callback.done(false));
  }

  @Test
  void goesOnWithOtherThingsWhenManyKeepFailing() throws Exception {
    // GIVEN five things whose changes fail, with more changes than fit into memory
    List<Object> repaired = new ArrayList<>();
    consume(
        "&maxInFlight=20&maxInFlightPerThing=2&reconnectDelay=20&redeliveryDelay=10"
            + "&maximumRedeliveryDelay=50&gapDelay=3000&auditPeriod=0",
        exchange -> {
          if (exchange.getIn().getBody(TwinChange.class).thingId().contains("bad")) {
            throw new IllegalStateException("never");
          }
          record(exchange);
          repaired.add(exchange.getIn().getHeader(DittoConstants.REPAIRED));
        });
    awaitConnected();
    for (int i = 0; i < 200; i++) {
      ditto.change("org.test:bad" + i % 5, null);
    }
    // WHEN another thing changes
    for (int i = 0; i < 50; i++) {
      ditto.change("org.test:good", null);
    }
    // THEN its changes come as they are, not by way of an audit
    await().untilAsserted(() -> assertThat(revisions("org.test:good")).isEqualTo(upTo(50)));
    assertThat(repaired).containsOnlyNulls();
    assertThat(store.lastHandled("org.test:bad0").orElse(0)).isZero();
  }

  @Test
  void countsWhatItSawAsMeters() throws Exception {
    // GIVEN a registry of meters and a network that loses every third event
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    camel.getRegistry().bind("meters", meters);
    ditto.network =
        (event, deliver) -> {
          if (event.getLong("revision") % 3 != 0) {
            deliver.run();
            deliver.run();
          }
        };
    consume("&excludeWriter=me" + FAST, this::record);
    awaitConnected();
    // WHEN a thing changes, the connection breaks and comes back
    for (int i = 1; i <= 30; i++) {
      ditto.change("org.test:a", i == 30 ? "me" : null);
    }
    await().untilAsserted(() -> assertThat(store.lastHandled("org.test:a")).hasValue(30));
    ditto.cut();
    await().until(() -> consumer().getReconnects() == 1 && consumer().isConnected());
    // THEN the meters tell
    assertThat(count(meters, "handled")).isEqualTo(30);
    assertThat(count(meters, "repaired")).isGreaterThanOrEqualTo(10);
    assertThat(count(meters, "gaps")).isBetween(1.0, 20.0);
    assertThat(count(meters, "duplicates")).isPositive();
    assertThat(count(meters, "echoes")).isEqualTo(1);
    assertThat(count(meters, "reconnects")).isEqualTo(1);
    assertThat(count(meters, "invisible")).isZero();
    assertThat(meters.get("camel.ditto.inflight").gauge().value()).isZero();
    assertThat(meters.get("camel.ditto.lag.milliseconds").gauge().value()).isZero();
    assertThat(meters.get("camel.ditto.stalled").gauge().value()).isZero();
    // AND leave with the route
    camel.stop();
    assertThat(meters.getMeters()).isEmpty();
  }

  private static double count(SimpleMeterRegistry meters, String name) {
    return meters.get("camel.ditto." + name).tag("routeId", "changes").functionCounter().count();
  }
}

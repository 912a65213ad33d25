package org.twinsuite.e2e.camelditto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.twinsuite.e2e.camelditto.Patience.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.AsyncProcessorSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.twinsuite.camel.ditto.TwinChange;
import org.twinsuite.camel.ditto.component.DittoEventsConsumer;

/** Twin changes that arrive over Kafka, on a real broker. */
class KafkaChangesTest {

  @TempDir static Path directory;
  private static KafkaFixture.Servers servers;
  private final Map<String, List<Long>> handled = new ConcurrentHashMap<>();
  private KafkaFixture fixture;

  @BeforeAll
  static void start() {
    servers = new KafkaFixture.Servers(directory);
  }

  @AfterAll
  static void stop() {
    servers.close();
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private void record(Exchange exchange) {
    TwinChange change = exchange.getIn().getBody(TwinChange.class);
    handled
        .computeIfAbsent(change.thingId(), id -> new CopyOnWriteArrayList<>())
        .add(change.revision());
  }

  private void change(int things, int times) {
    List<CompletableFuture<Boolean>> open = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      open.add(fixture.change(fixture.thing(i % things), i, null));
      if (i % 50 == 49) {
        open.forEach(answer -> assertThat(answer.join()).isTrue());
        open.clear();
      }
    }
    open.forEach(CompletableFuture::join);
  }

  private static List<Long> upTo(long last) {
    return LongStream.rangeClosed(1, last).boxed().toList();
  }

  @Test
  void handlesEveryChangeInOrderWhatKafkaLostRepeatedOrReordered() throws Exception {
    // GIVEN a connection that loses, repeats and reorders
    fixture = new KafkaFixture(servers, 4);
    fixture.target.faults(8);
    DittoEventsConsumer consumer = fixture.member("&startFrom=beginning", this::record);
    // WHEN twenty things change
    fixture.create(20);
    change(20, 2_000);
    // THEN each change was handled once, in order, and marked
    for (int t = 0; t < 20; t++) {
      String thingId = fixture.thing(t);
      await().untilAsserted(() -> assertThat(handled.get(thingId)).isEqualTo(upTo(101)));
      await().untilAsserted(() -> assertThat(fixture.marks().lastHandled(thingId)).hasValue(101));
    }
    assertThat(fixture.target.dropped.sum()).isPositive();
    assertThat(consumer.figures().gaps()).isPositive();
    assertThat(consumer.figures().repaired()).isGreaterThanOrEqualTo(fixture.target.dropped.sum());
    // Those that came twice at the end may still be on their way.
    await().until(() -> consumer.figures().duplicates() >= fixture.target.repeated.sum());
    await().untilAsserted(() -> assertThat(consumer.getBacklog()).isZero());
    assertThat(consumer.getReconnects()).isZero();
    System.out.printf(
        "kafka faults: 2,020 changes, dropped %d, repeated %d, delayed %d; repaired %d changes%n",
        fixture.target.dropped.sum(),
        fixture.target.repeated.sum(),
        fixture.target.delayed.sum(),
        consumer.figures().repaired());
  }

  @Test
  void givesTheSameExchangesAsTheWebSocket() throws Exception {
    // GIVEN both sources of one Ditto, with the echo guard on
    fixture = new KafkaFixture(servers, 2);
    fixture.create(1);
    List<Map<String, Object>> kafka = new CopyOnWriteArrayList<>();
    List<Map<String, Object>> socket = new CopyOnWriteArrayList<>();
    DittoEventsConsumer member =
        fixture.member("&excludeWriter=me", exchange -> kafka.add(parts(exchange)));
    DittoEventsConsumer other =
        fixture.consumer(
            "ditto:events?auth=pre:test:plant&excludeWriter=me&url="
                + servers.ditto.url()
                + "&namespaces="
                + fixture.namespace,
            exchange -> socket.add(parts(exchange)));
    await()
        .untilAsserted(() -> assertThat(fixture.marks().lastHandled(fixture.thing(0))).hasValue(1));
    await().until(other::isConnected);
    // WHEN others and we ourselves change a thing
    for (int i = 0; i < 6; i++) {
      assertThat(fixture.change(fixture.thing(0), i, i % 2 == 0 ? "me" : "other").join()).isTrue();
    }
    // THEN bodies and headers do not differ, and our own changes are in neither
    await().until(() -> kafka.size() == 3 && socket.size() == 3);
    assertThat(kafka).isEqualTo(socket);
    assertThat(kafka.get(0)).containsEntry("CamelDittoWriter", "other");
    await().untilAsserted(() -> assertThat(member.figures().echoes()).isEqualTo(3));
    assertThat(fixture.thing(0)).isEqualTo(kafka.get(0).get("CamelDittoThingId"));
  }

  private static Map<String, Object> parts(Exchange exchange) {
    Map<String, Object> parts = new TreeMap<>(exchange.getIn().getHeaders());
    parts.put("body", exchange.getIn().getBody());
    return parts;
  }

  @Test
  void commitsAnOffsetOnlyWhenItsExchangeCompleted() throws Exception {
    // GIVEN a route that holds the exchanges
    fixture = new KafkaFixture(servers, 1);
    Held held = new Held();
    fixture.member("&startFrom=beginning", held);
    fixture.create(1);
    await().until(() -> held.open.size() == 1);
    // WHEN an exchange of another thing completes
    fixture.target.send("no thing", "no JSON");
    assertThat(fixture.change(fixture.thing(0), 1, null).join()).isTrue();
    await().until(() -> held.open.size() == 2);
    held.finish(1);
    // THEN nothing is committed as long as the one before is open
    await()
        .during(Duration.ofMillis(300))
        .untilAsserted(() -> assertThat(fixture.committed()).isZero());
    // AND all is when it completed, what cannot be read included
    held.finish(0);
    await().untilAsserted(() -> assertThat(fixture.committed()).isEqualTo(3));
  }

  @Test
  void finishesWhatIsUnderWayBeforeAPartitionGoes() throws Exception {
    // GIVEN a member with all partitions, whose first exchange of each thing stays open
    fixture = new KafkaFixture(servers, 4);
    Held held = new Held();
    List<String> first = new CopyOnWriteArrayList<>();
    List<String> second = new CopyOnWriteArrayList<>();
    fixture.member(
        "&startFrom=beginning&maxInFlightPerThing=1&drainTimeout=60000",
        new AsyncProcessorSupport() {
          @Override
          public boolean process(Exchange exchange, AsyncCallback callback) {
            first.add(name(exchange));
            if (name(exchange).endsWith(" 1")) {
              return held.process(exchange, callback);
            }
            callback.done(true);
            return true;
          }
        });
    fixture.create(8);
    IntStream.range(0, 8).forEach(t -> assertThat(change(t)).isTrue());
    await().until(() -> held.open.size() == 8);
    // WHEN another member joins, so that partitions are taken from the first one
    fixture.member("&startFrom=beginning", exchange -> second.add(name(exchange)));
    await().until(() -> fixture.stableMembers() == 2);
    // THEN it gets nothing as long as exchanges of them are open
    await().during(Duration.ofMillis(500)).untilAsserted(() -> assertThat(second).isEmpty());
    // AND goes on behind them when they completed
    IntStream.range(0, 8).forEach(held::finish);
    await().until(() -> first.size() + second.size() >= 16);
    assertThat(second).isNotEmpty().allSatisfy(name -> assertThat(name).endsWith(" 2"));
    assertThat(Stream.concat(first.stream(), second.stream())).doesNotHaveDuplicates().hasSize(16);
  }

  private static String name(Exchange exchange) {
    TwinChange change = exchange.getIn().getBody(TwinChange.class);
    return change.thingId() + " " + change.revision();
  }

  private boolean change(int thing) {
    return fixture.change(fixture.thing(thing), 1, null).join();
  }

  @Test
  void startsWithWhatComesWhenNothingWasEverRead() throws Exception {
    // GIVEN things with a past in Ditto and in the topic
    fixture = new KafkaFixture(servers, 2);
    fixture.create(3);
    change(3, 30);
    // WHEN the first member of the group starts
    fixture.member("", this::record);
    for (int t = 0; t < 3; t++) {
      String thingId = fixture.thing(t);
      await().untilAsserted(() -> assertThat(fixture.marks().lastHandled(thingId)).hasValue(11));
    }
    change(3, 3);
    // THEN it gets only what changed since
    await().until(() -> handled.size() == 3);
    assertThat(handled.values()).allSatisfy(seen -> assertThat(seen).containsExactly(12L));
  }

  /** Keeps exchanges open until the test ends them. */
  private static final class Held extends AsyncProcessorSupport {

    final List<AsyncCallback> open = new CopyOnWriteArrayList<>();

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
      open.add(callback);
      return false;
    }

    void finish(int number) {
      open.get(number).done(false);
    }
  }
}

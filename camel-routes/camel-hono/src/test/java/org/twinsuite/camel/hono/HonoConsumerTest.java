package org.twinsuite.camel.hono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.twinsuite.camel.hono.ConsumerFixture.sync;
import static org.twinsuite.camel.hono.Patience.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.twinsuite.camel.hono.ConsumerFixture.Held;

class HonoConsumerTest {

  private ConsumerFixture fixture;

  @BeforeEach
  void open() throws Exception {
    fixture = new ConsumerFixture(TestKafka.shared());
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void givenATelemetryMessage_thenBodyAndHeadersAreThoseOfHono() throws Exception {
    fixture.kafka.createTopic(fixture.topic, 1);
    fixture.kafka.send(
        fixture.topic,
        "org.acme:pump-1",
        "{\"t\":1}",
        "content-type",
        "application/json",
        "creation-time",
        "1700000000000",
        "qos",
        "1",
        "ttd",
        "-1",
        "orig_adapter",
        "hono-http",
        "CamelHttpUri",
        "http://evil");
    List<Message> received = new CopyOnWriteArrayList<>();

    fixture.start(sync(exchange -> received.add(exchange.getIn().copy())));

    await().until(() -> received.size() == 1);
    Message message = received.get(0);
    assertThat(message.getBody(String.class)).isEqualTo("{\"t\":1}");
    assertThat(message.getHeaders())
        .containsEntry(HonoConstants.DEVICE_ID, "org.acme:pump-1")
        .containsEntry(HonoConstants.TENANT, fixture.tenant)
        .containsEntry(HonoConstants.CONTENT_TYPE, "application/json")
        .containsEntry(HonoConstants.CREATION_TIME, 1_700_000_000_000L)
        .containsEntry(HonoConstants.QOS, 1)
        .containsEntry(HonoConstants.TTD, -1)
        .containsEntry(HonoConstants.TOPIC, fixture.topic)
        .containsEntry(HonoConstants.PARTITION, 0)
        .containsEntry(HonoConstants.OFFSET, 0L)
        .containsEntry(HonoConstants.KEY, "org.acme:pump-1")
        .containsEntry(Exchange.MESSAGE_TIMESTAMP, 1_700_000_000_000L)
        .containsEntry("orig_adapter", "hono-http")
        .doesNotContainKeys("CamelHttpUri", HonoConstants.EXPIRED, HonoConstants.REDELIVERIES);
  }

  @Test
  void givenATopicThatIsMadeAnew_thenItsMessagesAreDeliveredThoughTheirOffsetsWereSeen()
      throws Exception {
    fixture.kafka.createTopic(fixture.topic, 1);
    for (int i = 0; i < 5; i++) {
      fixture.kafka.send(fixture.topic, "d", "before-" + i);
    }
    List<String> received = new CopyOnWriteArrayList<>();
    fixture.start(sync(exchange -> received.add(ConsumerFixture.text(exchange))));
    await().until(() -> received.size() == 5);

    fixture.kafka.deleteTopic(fixture.topic);
    await().ignoreExceptions().until(() -> recreated());
    for (int i = 0; i < 3; i++) {
      fixture.kafka.send(fixture.topic, "d", "after-" + i);
    }

    await().untilAsserted(() -> assertThat(received).endsWith("after-0", "after-1", "after-2"));
  }

  private boolean recreated() throws Exception {
    fixture.kafka.createTopic(fixture.topic, 1);
    return true;
  }

  @Test
  void givenExpiredEmptyAndNamelessMessages_thenAllAreDelivered() throws Exception {
    fixture.kafka.createTopic(fixture.topic, 1);
    fixture.kafka.send(fixture.topic, "d", "late", "creation-time", "1000", "ttl", "5000");
    fixture.kafka.send(fixture.topic, "d", null, "ttd", "0");
    fixture.kafka.sendRaw(fixture.topic, null, "nameless").get();
    Map<Long, Message> received = new ConcurrentHashMap<>();

    HonoConsumer consumer =
        fixture.start(
            sync(
                exchange ->
                    received.put(
                        exchange.getIn().getHeader(HonoConstants.OFFSET, Long.class),
                        exchange.getIn().copy())));

    await().until(() -> received.size() == 3);
    assertThat(received.get(0L).getHeader(HonoConstants.EXPIRED)).isEqualTo(true);
    assertThat(received.get(1L).getBody()).isNull();
    assertThat(received.get(1L).getHeader(HonoConstants.TTD)).isEqualTo(0);
    assertThat(received.get(2L).getBody(String.class)).isEqualTo("nameless");
    assertThat(received.get(2L).getHeaders()).doesNotContainKey(HonoConstants.DEVICE_ID);
    assertThat(consumer.figures().expired()).isEqualTo(1);
  }

  @Test
  void givenExchangesUnderWay_thenTheNextOfADeviceWaitsAndOtherDevicesDoNot() throws Exception {
    fixture.kafka.createTopic(fixture.topic, 1);
    for (String payload : List.of("a1", "a2", "b1")) {
      fixture.kafka.send(fixture.topic, payload.substring(0, 1), payload);
    }
    Held held = new Held();

    fixture.start(held);

    await().until(() -> held.begun.contains("b1"));
    assertThat(held.begun).containsExactlyInAnyOrder("a1", "b1");
    held.finish("a1");
    await().until(() -> held.begun.contains("a2"));
  }

  @Test
  void givenExchangesEndOutOfOrder_thenTheOffsetStaysBeforeTheOldestOpenOne() throws Exception {
    fixture.kafka.createTopic(fixture.topic, 1);
    for (String payload : List.of("a1", "b1", "c1")) {
      fixture.kafka.send(fixture.topic, payload.substring(0, 1), payload);
    }
    Held held = new Held();
    fixture.start(held, "drainTimeout=200");
    await().until(() -> held.begun.size() == 3);

    held.finish("a1");
    held.finish("c1");
    await().until(() -> fixture.committed() == 1);

    // WHEN it ends with one exchange open
    fixture.stopAll();
    assertThat(fixture.committed()).isEqualTo(1);
    held.finish("b1");
    assertThat(fixture.committed()).isEqualTo(1);

    // THEN the successor gets everything from there
    List<String> again = new CopyOnWriteArrayList<>();
    fixture.start(sync(exchange -> again.add(ConsumerFixture.text(exchange))));
    await().until(() -> fixture.committed() == 3);
    assertThat(again).containsExactly("b1", "c1");
  }

  @Test
  void givenAFailingExchange_thenItComesAgainAndOthersGoOn() throws Exception {
    fixture.kafka.createTopic(fixture.topic, 1);
    for (String payload : List.of("a1", "a2", "b1")) {
      fixture.kafka.send(fixture.topic, payload.substring(0, 1), payload);
    }
    List<String> done = new CopyOnWriteArrayList<>();
    Map<String, Integer> redeliveries = new ConcurrentHashMap<>();
    AtomicInteger failures = new AtomicInteger();

    HonoConsumer consumer =
        fixture.start(
            sync(
                exchange -> {
                  String payload = ConsumerFixture.text(exchange);
                  if (payload.equals("a1") && (failures.get() < 3 || !done.contains("b1"))) {
                    failures.incrementAndGet();
                    throw new IllegalStateException("not now");
                  }
                  redeliveries.put(
                      payload,
                      exchange.getIn().getHeader(HonoConstants.REDELIVERIES, 0, Integer.class));
                  done.add(payload);
                }));

    await().until(() -> fixture.committed() == 3);
    assertThat(done).containsExactly("b1", "a1", "a2");
    assertThat(redeliveries).containsEntry("a1", failures.get()).containsEntry("a2", 0);
    assertThat(consumer.figures().redelivered()).isEqualTo(failures.get());
  }

  @Test
  void givenAMessageThatNeverSucceeds_thenItsPartitionStopsAtTheBoundAndOthersDoNot()
      throws Exception {
    fixture.kafka.createTopic(fixture.topic, 2);
    int poisoned = partitionOf("poison");
    String other = deviceIn(1 - poisoned);
    fixture.kafka.send(fixture.topic, "poison", "poison");
    for (int i = 0; i < 100; i++) {
      fixture.kafka.send(fixture.topic, deviceIn(poisoned), "same-" + i);
      fixture.kafka.send(fixture.topic, other, "other-" + i);
    }
    List<String> done = new CopyOnWriteArrayList<>();

    fixture.start(
        sync(
            exchange -> {
              if (ConsumerFixture.text(exchange).equals("poison")) {
                throw new IllegalStateException("never");
              }
              done.add(ConsumerFixture.text(exchange));
            }),
        "maxInFlight=20",
        "maxAttempts=0");

    await().until(() -> done.stream().filter(p -> p.startsWith("other")).count() == 100);
    await().until(() -> done.stream().anyMatch(p -> p.startsWith("same")));
    assertThat(done.stream().filter(p -> p.startsWith("same"))).hasSizeLessThan(20);
    assertThat(fixture.committed()).isLessThanOrEqualTo(100);
  }

  @Test
  void givenALimit_thenNoMoreExchangesAreInTheRouteThanThat() throws Exception {
    fixture.kafka.createTopic(fixture.topic, 2);
    for (int i = 0; i < 50; i++) {
      fixture.kafka.send(fixture.topic, "device-" + i, "m" + i);
    }
    Held held = new Held();

    HonoConsumer consumer = fixture.start(held, "maxInFlight=7");

    await().until(() -> held.open.size() == 7);
    for (int i = 0; i < 50; i++) {
      await().until(() -> !held.open.isEmpty());
      assertThat(held.open).hasSizeLessThanOrEqualTo(7);
      held.finish(held.open.get(0).payload());
    }
    await().until(() -> fixture.committed() == 50);
    assertThat(consumer.figures().inFlight()).isZero();
    await().until(() -> consumer.figures().lag() == 0);
  }

  @Test
  void givenNoTopicYet_thenTheConsumerWaitsForIt() throws Exception {
    List<String> received = new CopyOnWriteArrayList<>();
    HonoConsumer consumer =
        fixture.start(sync(exchange -> received.add(ConsumerFixture.text(exchange))));
    await().until(() -> consumer.state().connected());

    fixture.kafka.createTopic(fixture.topic, 3);
    fixture.kafka.send(fixture.topic, "d", "first");

    await().until(() -> received.contains("first"));
  }

  @Test
  void givenTenThousandMessages_thenEachIsDeliveredOnceAndInOrderPerDevice() throws Exception {
    fixture.kafka.createTopic(fixture.topic, 4);
    int messages = 10_000;
    for (int i = 0; i < messages; i++) {
      String device = "device-" + i % 97;
      fixture.kafka.sendRaw(fixture.topic, device, Integer.toString(i), "device_id", device);
    }
    Map<String, List<Integer>> byDevice = new ConcurrentHashMap<>();

    HonoConsumer consumer =
        fixture.start(
            sync(
                exchange ->
                    byDevice
                        .computeIfAbsent(
                            ConsumerFixture.device(exchange), d -> new CopyOnWriteArrayList<>())
                        .add(Integer.valueOf(ConsumerFixture.text(exchange)))),
            "concurrentConsumers=4");

    await()
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofMillis(200))
        .until(() -> fixture.committed() == messages);
    assertThat(byDevice).hasSize(97);
    assertThat(byDevice.values()).allSatisfy(list -> assertThat(list).isSorted());
    assertThat(byDevice.values().stream().mapToInt(List::size).sum()).isEqualTo(messages);
    assertThat(consumer.figures().completed()).isEqualTo(messages);
  }

  @Test
  void givenASecondInstance_thenPartitionsMoveAndNothingIsLost() throws Exception {
    fixture.kafka.createTopic(fixture.topic, 4);
    List<String> received = new CopyOnWriteArrayList<>();
    HonoConsumer first =
        fixture.start(sync(exchange -> received.add(ConsumerFixture.text(exchange))));
    for (int i = 0; i < 200; i++) {
      fixture.kafka.send(fixture.topic, "device-" + i, "m" + i);
    }
    HonoConsumer second =
        fixture.start(sync(exchange -> received.add(ConsumerFixture.text(exchange))));
    await().until(() -> partitions(second) == 2 && partitions(first) == 2);
    for (int i = 200; i < 400; i++) {
      fixture.kafka.send(fixture.topic, "device-" + i, "m" + i);
    }

    await().until(() -> fixture.committed() == 400);
    assertThat(received).doesNotHaveDuplicates().hasSize(400);
    assertThat(second.figures().completed()).isPositive();
  }

  @Test
  void givenAnAssignorThatTakesEverythingBack_thenOffsetsGoOnAfterwards() throws Exception {
    // GIVEN exchanges under way and others waiting behind them, in both partitions
    String eager =
        "properties.partition.assignment.strategy=org.apache.kafka.clients.consumer.RangeAssignor";
    fixture.kafka.createTopic(fixture.topic, 2);
    int messages = 0;
    for (String device : List.of(deviceIn(0), deviceIn(1))) {
      for (int i = 0; i < 5; i++, messages++) {
        fixture.kafka.send(fixture.topic, device, device + "-" + i);
      }
    }
    Held held = new Held();
    HonoConsumer first = fixture.start(held, eager, "drainTimeout=300");
    await().until(() -> held.open.size() == 2);

    // WHEN a second instance joins, so that all partitions are taken back and given out anew
    List<String> received = new CopyOnWriteArrayList<>();
    HonoConsumer second =
        fixture.start(
            sync(exchange -> received.add(ConsumerFixture.text(exchange))),
            eager,
            "drainTimeout=300");
    await().until(() -> partitions(second) == 1 && partitions(first) == 1);

    // THEN each instance finishes its own, and everything is committed
    int all = messages;
    await()
        .until(
            () -> {
              held.open.forEach(open -> held.finish(open.payload()));
              return fixture.committed() == all;
            });
    assertThat(received).isNotEmpty();
  }

  private static int partitionOf(String key) {
    byte[] bytes = key.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    return org.apache.kafka.common.utils.Utils.toPositive(
            org.apache.kafka.common.utils.Utils.murmur2(bytes))
        % 2;
  }

  private static String deviceIn(int partition) {
    for (int i = 0; ; i++) {
      if (partitionOf("device-" + i) == partition) {
        return "device-" + i;
      }
    }
  }

  private static int partitions(HonoConsumer consumer) {
    return (int) consumer.state().details().getOrDefault("kafka.partitions", 0);
  }
}

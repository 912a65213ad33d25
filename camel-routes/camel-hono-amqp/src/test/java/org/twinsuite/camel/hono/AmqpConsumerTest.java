package org.twinsuite.camel.hono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.twinsuite.camel.hono.ConsumerFixture.device;
import static org.twinsuite.camel.hono.ConsumerFixture.sync;
import static org.twinsuite.camel.hono.ConsumerFixture.text;
import static org.twinsuite.camel.hono.Patience.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.qpid.proton.amqp.messaging.ApplicationProperties;
import org.apache.qpid.proton.message.Message;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Telemetry and events over AMQP 1.0, against a real broker. */
class AmqpConsumerTest {

  private static TestBroker broker;
  private final String tenant = "tenant-" + UUID.randomUUID();
  private final String address = "event/" + tenant;
  private final List<CamelContext> contexts = new ArrayList<>();
  private final List<String> seen = new CopyOnWriteArrayList<>();

  @BeforeAll
  static void startBroker() throws Exception {
    broker = new TestBroker();
  }

  @AfterAll
  static void stopBroker() throws Exception {
    broker.close();
  }

  @AfterEach
  void stop() {
    contexts.forEach(CamelContext::stop);
  }

  private HonoConsumer start(TestBroker at, AsyncProcessor processor, String... options)
      throws Exception {
    return start(at.port, processor, options);
  }

  private HonoConsumer start(int port, AsyncProcessor processor, String... options)
      throws Exception {
    CamelContext context = new DefaultCamelContext();
    context.getShutdownStrategy().setTimeout(60);
    String uri =
        ("hono:event/%s?transport=amqp&host=127.0.0.1&port=%d&username=%s&password=RAW(%s)"
                + "&redeliveryDelay=20&maximumRedeliveryDelay=50&reconnectDelay=50")
            .formatted(tenant, port, TestBroker.USER, TestBroker.PASSWORD);
    String all = options.length == 0 ? uri : uri + "&" + String.join("&", options);
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            errorHandler(noErrorHandler());
            from(all).routeId("in").process(processor);
          }
        });
    contexts.add(context);
    context.start();
    return (HonoConsumer) context.getRoute("in").getConsumer();
  }

  private void awaitSettled() {
    await().until(() -> broker.messages(address) == 0);
  }

  @Test
  void givenAPeerThatTakesTheConnectionAndSaysNothing_thenItIsTriedAgain() throws Exception {
    List<Socket> taken = new CopyOnWriteArrayList<>();
    try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      Thread doorman =
          new Thread(
              () -> {
                try {
                  while (true) {
                    taken.add(silent.accept());
                  }
                } catch (IOException closed) {
                  // the test is over
                }
              });
      doorman.setDaemon(true);
      doorman.start();
      HonoConsumer consumer =
          start(silent.getLocalPort(), sync(exchange -> seen.add(text(exchange))));

      await().until(() -> taken.size() >= 2);
      assertThat(consumer.state().connected()).isFalse();
      assertThat(consumer.state().reason()).contains("no answer");
    }
    for (Socket socket : taken) {
      socket.close();
    }
  }

  @Test
  void givenAnEvent_thenItArrivesWithHonosProperties() throws Exception {
    List<Map<String, Object>> headers = new CopyOnWriteArrayList<>();
    start(
        broker,
        sync(
            exchange -> {
              headers.add(Map.copyOf(exchange.getIn().getHeaders()));
              seen.add(text(exchange));
            }));
    Message message = Message.Factory.create();
    message.setApplicationProperties(
        new ApplicationProperties(
            Map.of("device_id", "pump-1", "ttd", 30, "orig_adapter", "hono-http", "CamelX", "no")));
    message.setContentType("application/vnd.eclipse-hono-empty-notification");
    message.setCreationTime(1_700_000_000_000L);
    message.setDurable(true);
    broker.send(address, message);

    await().until(() -> headers.size() == 1);
    assertThat(headers.get(0))
        .containsEntry(HonoConstants.DEVICE_ID, "pump-1")
        .containsEntry(HonoConstants.TENANT, tenant)
        .containsEntry(HonoConstants.TOPIC, address)
        .containsEntry(HonoConstants.TTD, 30)
        .containsEntry(HonoConstants.QOS, 1)
        .containsEntry(HonoConstants.CREATION_TIME, 1_700_000_000_000L)
        .containsEntry(
            HonoConstants.CONTENT_TYPE, "application/vnd.eclipse-hono-empty-notification")
        .containsEntry("orig_adapter", "hono-http")
        .containsEntry(HonoConstants.EMPTY_NOTIFICATION, true)
        .doesNotContainKey("CamelX");
    assertThat(seen).containsOnlyNulls();
    awaitSettled();
  }

  @Test
  void givenAnOpenExchange_thenItsMessageIsNotSettledAndTheNextOfItsDeviceWaits() throws Exception {
    ConsumerFixture.Held held = new ConsumerFixture.Held();
    start(broker, held);
    broker.send(address, "a", "a1");
    broker.send(address, "a", "a2");
    broker.send(address, "b", "b1");

    await().until(() -> held.begun.containsAll(List.of("a1", "b1")));
    assertThat(held.begun).doesNotContain("a2");
    held.finish("b1");
    await().until(() -> broker.messages(address) == 2);
    held.finish("a1");
    await().until(() -> held.begun.contains("a2"));
    held.finish("a2");
    awaitSettled();
  }

  @Test
  void givenAFailure_thenTheMessageComesAgainBeforeTheNextOfItsDevice() throws Exception {
    AtomicInteger failures = new AtomicInteger();
    HonoConsumer consumer =
        start(
            broker,
            sync(
                exchange -> {
                  seen.add(text(exchange));
                  if (text(exchange).equals("a1") && failures.incrementAndGet() <= 3) {
                    throw new IllegalStateException("not now");
                  }
                }));
    for (String payload : List.of("a1", "a2", "b1", "b2")) {
      broker.send(address, payload.substring(0, 1), payload);
    }

    awaitSettled();
    assertThat(seen.stream().filter(p -> p.startsWith("a")))
        .containsExactly("a1", "a1", "a1", "a1", "a2");
    assertThat(seen.stream().filter(p -> p.startsWith("b"))).containsExactly("b1", "b2");
    assertThat(consumer.figures().redelivered()).isEqualTo(3);
    assertThat(consumer.figures().completed()).isEqualTo(4);
  }

  @Test
  void givenItFailsTooOftenHere_thenItIsGivenBackAndDeliveredAgain() throws Exception {
    AtomicInteger failures = new AtomicInteger();
    List<Object> redeliveries = new CopyOnWriteArrayList<>();
    start(
        broker,
        sync(
            exchange -> {
              redeliveries.add(
                  exchange.getIn().getHeader(HonoConstants.REDELIVERIES, 0, Integer.class));
              if (failures.incrementAndGet() <= 4) {
                throw new IllegalStateException("not now");
              }
            }),
        "maximumRedeliveries=1");
    long dead = broker.messages("DLQ");
    broker.send(address, "a", "a1");

    awaitSettled();
    assertThat(redeliveries).containsExactly(0, 1, 0, 1, 0);
    assertThat(broker.messages("DLQ")).isEqualTo(dead);
  }

  @Test
  void givenAnErrorOnce_thenTheMessageComesAgainAndTheNextOfItsDeviceFollows() throws Exception {
    AtomicInteger thrown = new AtomicInteger();
    HonoConsumer consumer =
        start(
            broker,
            sync(
                exchange -> {
                  if (text(exchange).equals("bad") && thrown.incrementAndGet() == 1) {
                    throw new StackOverflowError();
                  }
                  seen.add(text(exchange));
                }));
    broker.send(address, "a", "bad");
    broker.send(address, "a", "next");

    awaitSettled();
    assertThat(seen).containsExactly("bad", "next");
    await().until(() -> consumer.figures().inFlight() == 0);
  }

  @Test
  void givenAnErrorAlways_thenTheMessageIsParkedAndAllOthersAreDone() throws Exception {
    // GIVEN more messages than may be in flight, the first one deadly
    List<String> parked = new CopyOnWriteArrayList<>();
    long dead = broker.messages("DLQ");

    // WHEN they are consumed with a place for what fails
    HonoConsumer consumer =
        start(
            broker,
            sync(
                exchange -> {
                  if (text(exchange).equals("bad")) {
                    throw new AssertionError("never");
                  }
                  seen.add(text(exchange));
                }),
            "maxInFlight=3",
            "maxAttempts=2",
            "parkingUri=direct:parked");
    contexts
        .get(0)
        .addRoutes(
            new RouteBuilder() {
              @Override
              public void configure() {
                from("direct:parked").process(exchange -> parked.add(text(exchange)));
              }
            });
    broker.send(address, "a", "bad");
    for (int i = 0; i < 20; i++) {
      broker.send(address, i % 2 == 0 ? "a" : "b", "m" + i);
    }

    // THEN it is parked and accepted, and the rest is done
    awaitSettled();
    assertThat(parked).containsExactly("bad");
    assertThat(seen).hasSize(20).doesNotHaveDuplicates();
    assertThat(broker.messages("DLQ")).isEqualTo(dead);
    assertThat(consumer.figures().parked()).isEqualTo(1);
  }

  @Test
  void givenLargeMessages_thenNoMoreCreditIsGivenThanBytesAllow() throws Exception {
    ConsumerFixture.Held held = new ConsumerFixture.Held();
    HonoConsumer consumer = start(broker, held, "maxInFlightBytes=200000");
    String large = "x".repeat(50_000);
    for (int i = 0; i < 300; i++) {
      broker.send(address, "d" + i, i + large);
    }

    await().until(() -> held.open.size() >= 4);
    while (broker.messages(address) > 0) {
      // what was asked for before the limit was reached may still come
      assertThat(consumer.figures().inFlightBytes()).isLessThan(200_000 + 101 * 51_000);
      held.open.forEach(open -> held.finish(open.payload()));
    }
    assertThat(held.begun).hasSize(300);
  }

  @Test
  void givenTheRouteRejects_thenTheMessageGoesToTheDeadLetters() throws Exception {
    start(
        broker,
        sync(
            exchange -> {
              seen.add(text(exchange));
              if (text(exchange).equals("bad")) {
                exchange.getMessage().setHeader(HonoConstants.OUTCOME, HonoConstants.REJECTED);
              }
            }));
    long dead = broker.messages("DLQ");
    broker.send(address, "a", "bad");
    broker.send(address, "a", "good");

    awaitSettled();
    assertThat(seen).containsExactly("bad", "good");
    await().until(() -> broker.messages("DLQ") == dead + 1);
  }

  @Test
  void givenManyMessages_thenNoMoreThanTheCreditAreHereAndNoneIsLost() throws Exception {
    ConsumerFixture.Held held = new ConsumerFixture.Held();
    HonoConsumer consumer = start(broker, held, "maxInFlight=4");
    for (int i = 0; i < 20; i++) {
      broker.send(address, "d" + i, "m" + i);
    }
    await().until(() -> held.open.size() == 4);
    assertThat(consumer.figures().received()).isEqualTo(4);
    await()
        .until(
            () -> {
              held.open.forEach(open -> held.finish(open.payload()));
              return held.begun.size() == 20;
            });
    held.open.forEach(open -> held.finish(open.payload()));
    awaitSettled();
    assertThat(held.begun).doesNotHaveDuplicates();
  }

  @Test
  void givenAStop_thenWhatIsUnderWayEndsAndTheRestGoesToTheNext() throws Exception {
    ConsumerFixture.Held held = new ConsumerFixture.Held();
    start(broker, held, "drainTimeout=60000");
    for (int i = 1; i <= 3; i++) {
      broker.send(address, "a", "a" + i);
    }
    await().until(() -> held.open.size() == 1);
    CamelContext first = contexts.remove(0);
    Thread stopping = new Thread(first::stop);
    stopping.start();
    start(broker, sync(exchange -> seen.add(device(exchange) + text(exchange))));
    await().until(AmqpConsumerTest::drains);
    held.finish("a1");
    stopping.join();

    awaitSettled();
    assertThat(held.begun).containsExactly("a1");
    // Given back one by one, each at the head of the queue: the order is the broker's.
    assertThat(seen).containsExactlyInAnyOrder("aa2", "aa3");
  }

  @Test
  void givenTheBrokerIsGoneForAWhile_thenTheConsumerGoesOnAndHealthTells() throws Exception {
    try (TestBroker own = new TestBroker()) {
      HonoConsumer consumer = start(own, sync(exchange -> seen.add(text(exchange))));
      own.send(address, "a", "before");
      await().until(() -> seen.contains("before"));
      await().until(() -> health(consumer) == HealthCheck.State.UP);

      own.stop();
      await().until(() -> health(consumer) == HealthCheck.State.DOWN);
      assertThat(consumer.getHealthCheck().call().getMessage())
          .hasValueSatisfying(told -> assertThat(told).matches("Not connected: \\S.{10,}"));
      own.start();
      own.send(address, "a", "after");

      await().until(() -> seen.contains("after"));
      await().until(() -> health(consumer) == HealthCheck.State.UP);
    }
  }

  @Test
  void givenAWrongPassword_thenHealthTellsWhyWithoutIt() throws Exception {
    HonoConsumer consumer =
        start(broker, sync(exchange -> {}), "username=nobody", "password=RAW(wr0ng-secret)");

    await()
        .untilAsserted(
            () -> {
              HealthCheck.Result result = consumer.getHealthCheck().call();
              assertThat(result.getState()).isEqualTo(HealthCheck.State.DOWN);
              assertThat(result.getMessage().orElse("")).contains("cannot be reached");
              assertThat(result.toString() + consumer).doesNotContain("wr0ng-secret");
            });
  }

  /** Whether a consumer begins nothing more and waits for what is under way. */
  private static boolean drains() {
    return Thread.getAllStackTraces().values().stream()
        .map(frames -> Stream.of(frames).map(StackTraceElement::getMethodName).toList())
        .anyMatch(methods -> methods.contains("awaitNanos") && methods.contains("drain"));
  }

  private static HealthCheck.State health(HonoConsumer consumer) {
    return consumer.getHealthCheck().call().getState();
  }
}

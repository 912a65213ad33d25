package org.twinsuite.camel.hono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.twinsuite.camel.hono.ConsumerFixture.sync;
import static org.twinsuite.camel.hono.ConsumerFixture.text;
import static org.twinsuite.camel.hono.Patience.await;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.health.HealthCheck;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a message does to its route harms that message only. */
class HonoConsumerFaultTest {

  private ConsumerFixture fixture;
  private final List<String> done = new CopyOnWriteArrayList<>();

  @BeforeEach
  void open() throws Exception {
    fixture = new ConsumerFixture(TestKafka.shared());
    fixture.kafka.createTopic(fixture.topic, 1);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private static Throwable fault(String name) {
    return switch (name) {
      case "StackOverflowError" -> new StackOverflowError();
      case "AssertionError" -> new AssertionError("grammar");
      case "NoClassDefFoundError" -> new NoClassDefFoundError("org/example/Parser");
      case "OutOfMemoryError" -> new OutOfMemoryError("a dictionary bomb");
      default -> new IllegalArgumentException("not a unit");
    };
  }

  @SuppressWarnings("unchecked")
  private static <E extends Throwable> void sneak(Throwable fault) throws E {
    throw (E) fault;
  }

  @ParameterizedTest
  @ValueSource(strings = {"StackOverflowError", "AssertionError", "IllegalArgumentException"})
  void givenAThrowableOnce_thenTheMessageComesAgainAndNothingLeaks(String fault) throws Exception {
    // GIVEN a route that throws once, out of its processor
    AtomicInteger thrown = new AtomicInteger();
    for (String payload : List.of("bad", "next")) {
      fixture.kafka.send(fixture.topic, "a", payload);
    }
    fixture.kafka.send(fixture.topic, "b", "other");

    // WHEN it is consumed
    HonoConsumer consumer =
        fixture.start(
            sync(
                exchange -> {
                  if (text(exchange).equals("bad") && thrown.incrementAndGet() == 1) {
                    HonoConsumerFaultTest.<RuntimeException>sneak(fault(fault));
                  }
                  done.add(text(exchange));
                }));

    // THEN all are done, in order of their device, and nothing counts as under way
    await().until(() -> fixture.committed() == 3);
    assertThat(done).containsSubsequence("bad", "next").contains("other").hasSize(3);
    assertThat(consumer.figures().inFlight()).isZero();
    assertThat(consumer.figures().inFlightBytes()).isZero();
    assertThat(fixture.inFlightExchanges()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "StackOverflowError",
        "NoClassDefFoundError",
        "OutOfMemoryError",
        "IllegalArgumentException"
      })
  void givenAThrowableAlways_thenTheMessageIsParkedAndEverythingElseIsDone(String fault)
      throws Exception {
    // GIVEN far more messages than may be in flight, the first one deadly
    int messages = 60;
    fixture.kafka.send(fixture.topic, "a", "bad");
    for (int i = 0; i < messages; i++) {
      fixture.kafka.send(fixture.topic, i % 2 == 0 ? "a" : "b", "m" + i);
    }
    List<Message> parked = new CopyOnWriteArrayList<>();
    List<Exchange> exchanges = new CopyOnWriteArrayList<>();

    // WHEN it is consumed with a place for what fails
    HonoConsumer consumer =
        fixture.start(
            sync(
                exchange -> {
                  if (text(exchange).equals("bad")) {
                    HonoConsumerFaultTest.<RuntimeException>sneak(fault(fault));
                  }
                  done.add(text(exchange));
                }),
            "maxInFlight=10",
            "maxAttempts=3",
            "parkingUri=direct:parked");
    fixture
        .last()
        .addRoutes(
            new RouteBuilder() {
              @Override
              public void configure() {
                from("direct:parked")
                    .process(
                        exchange -> {
                          exchanges.add(exchange.copy());
                          parked.add(exchange.getIn().copy());
                        });
              }
            });

    // THEN it is parked with its reason after three attempts, and the rest is done in order
    await().until(() -> fixture.committed() == messages + 1);
    assertThat(parked).hasSize(1);
    Message message = parked.get(0);
    assertThat(message.getBody(String.class)).isEqualTo("bad");
    assertThat(message.getHeaders())
        .containsEntry(HonoConstants.DEVICE_ID, "a")
        .containsEntry(HonoConstants.OFFSET, 0L)
        .containsEntry(HonoConstants.REDELIVERIES, 3);
    assertThat(message.getHeader(HonoConstants.FAILURE, String.class)).contains(fault);
    assertThat(exchanges.get(0).getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class))
        .isNotNull();
    assertThat(done.stream().filter(p -> Integer.parseInt(p.substring(1)) % 2 == 0))
        .containsExactlyElementsOf(
            IntStream.range(0, messages).filter(i -> i % 2 == 0).mapToObj(i -> "m" + i).toList());
    assertThat(done).hasSize(messages);
    assertThat(consumer.figures().parked()).isEqualTo(1);
    await().until(() -> fixture.inFlightExchanges() == 0);
    assertThat(consumer.figures().inFlight()).isZero();
  }

  @Test
  void givenNoPlaceForWhatFails_thenTheMessageIsSkippedAfterItsLastAttempt() throws Exception {
    fixture.kafka.send(fixture.topic, "a", "bad");
    fixture.kafka.send(fixture.topic, "a", "next");
    AtomicInteger attempts = new AtomicInteger();

    HonoConsumer consumer =
        fixture.start(
            sync(
                exchange -> {
                  if (text(exchange).equals("bad")) {
                    attempts.incrementAndGet();
                    throw new IllegalArgumentException("never");
                  }
                  done.add(text(exchange));
                }),
            "maxAttempts=2");

    await().until(() -> fixture.committed() == 2);
    assertThat(attempts).hasValue(2);
    assertThat(done).containsExactly("next");
    assertThat(consumer.figures().parked()).isEqualTo(1);
  }

  @Test
  void givenATargetThatIsAway_thenNothingIsParkedHoweverOftenItFails() throws Exception {
    fixture.kafka.send(fixture.topic, "a", "a1");
    fixture.kafka.send(fixture.topic, "b", "b1");
    AtomicInteger attempts = new AtomicInteger();

    HonoConsumer consumer =
        fixture.start(
            sync(
                exchange -> {
                  if (attempts.incrementAndGet() <= 20) {
                    throw new IOException("connection refused");
                  }
                  done.add(text(exchange));
                }),
            "maxAttempts=1",
            "maximumRedeliveryDelay=50");

    await().until(() -> fixture.committed() == 2);
    assertThat(done).containsExactlyInAnyOrder("a1", "b1");
    assertThat(consumer.figures().parked()).isZero();
  }

  @Test
  void givenAnExceptionThatIsNamedAsAnOutage_thenNothingIsParkedEither() throws Exception {
    fixture.kafka.send(fixture.topic, "a", "a1");
    AtomicInteger attempts = new AtomicInteger();

    HonoConsumer consumer =
        fixture.start(
            sync(
                exchange -> {
                  if (attempts.incrementAndGet() <= 10) {
                    throw new IllegalStateException(new TargetAway());
                  }
                  done.add(text(exchange));
                }),
            "maxAttempts=1",
            "maximumRedeliveryDelay=50",
            "outageExceptions=org.example.Missing," + TargetAway.class.getName());

    await().until(() -> fixture.committed() == 1);
    assertThat(done).containsExactly("a1");
    assertThat(consumer.figures().parked()).isZero();
  }

  private static final class TargetAway extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  @Test
  void givenAnExchangeThatNeverEnds_thenHealthIsDownUntilItDoes() throws Exception {
    ConsumerFixture.Held held = new ConsumerFixture.Held();
    fixture.kafka.send(fixture.topic, "a", "a1");
    HonoConsumer consumer = fixture.start(held, "stallTimeout=300", "drainTimeout=200");
    await().until(() -> held.begun.contains("a1"));

    // WHEN nothing moves for longer than the limit
    await().until(() -> health(consumer).getMessage().orElse("").contains("Nothing moves"));
    assertThat(health(consumer).getState()).isEqualTo(HealthCheck.State.DOWN);
    assertThat(health(consumer).getMessage().orElseThrow())
        .contains(fixture.topic + "-0")
        .contains("has not ended");
    assertThat(consumer.figures().oldestInFlightMillis()).isGreaterThan(300);

    // THEN it is up again as soon as it does
    held.finish("a1");
    await().until(() -> health(consumer).getState() == HealthCheck.State.UP);
    await().until(() -> fixture.committed() == 1);
    assertThat(consumer.figures().oldestInFlightMillis()).isZero();
  }

  private static HealthCheck.Result health(HonoConsumer consumer) {
    return consumer.getHealthCheck().call();
  }

  @Test
  void givenLargeMessages_thenNoMoreBytesAreHeldThanAllowed() throws Exception {
    String large = "x".repeat(100_000);
    for (int i = 0; i < 50; i++) {
      fixture.kafka.sendRaw(fixture.topic, "d" + i, i + large);
    }
    ConsumerFixture.Held held = new ConsumerFixture.Held();
    HonoConsumer consumer = fixture.start(held, "maxInFlightBytes=1000000", "drainTimeout=200");

    // 1 MB, and what one fetch of half of that brings on top
    await().until(() -> held.open.size() >= 10);
    while (fixture.committed() < 50) {
      assertThat(consumer.figures().inFlightBytes()).isLessThan(2_000_000);
      held.open.forEach(open -> held.finish(open.payload()));
      await()
          .until(
              () ->
                  !held.open.isEmpty()
                      || consumer.figures().completed() == 50 && fixture.committed() == 50);
    }
    assertThat(consumer.figures().inFlightBytes()).isZero();
  }

  @Test
  void givenHonosEmptyNotification_thenItIsMarkedAsSuch() throws Exception {
    fixture.kafka.send(
        fixture.topic,
        "a",
        null,
        "content-type",
        "application/vnd.eclipse-hono-empty-notification",
        "ttd",
        "-1");
    fixture.kafka.send(fixture.topic, "a", "{}", "content-type", "application/json");
    Map<Long, Map<String, Object>> headers = new ConcurrentHashMap<>();

    fixture.start(
        sync(
            exchange ->
                headers.put(
                    exchange.getIn().getHeader(HonoConstants.OFFSET, Long.class),
                    Map.copyOf(exchange.getIn().getHeaders()))));

    await().until(() -> headers.size() == 2);
    assertThat(headers.get(0L))
        .containsEntry(HonoConstants.EMPTY_NOTIFICATION, true)
        .containsEntry(HonoConstants.TTD, -1);
    assertThat(headers.get(1L)).doesNotContainKey(HonoConstants.EMPTY_NOTIFICATION);
  }
}

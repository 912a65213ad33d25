package org.twinsuite.camel.hono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.twinsuite.camel.hono.ConsumerFixture.sync;
import static org.twinsuite.camel.hono.ConsumerFixture.text;
import static org.twinsuite.camel.hono.Patience.await;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.health.HealthCheck;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Hono creates a topic with the first message of its kind, which may be never. */
@Isolated("it reads what the whole JVM logs")
class MissingTopicTest {

  private final PrintStream former = System.err;
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private ConsumerFixture fixture;

  @BeforeEach
  void open() throws Exception {
    fixture = new ConsumerFixture(TestKafka.shared());
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void close() {
    System.setErr(former);
    fixture.close();
  }

  private boolean complains() {
    String logged = log.toString(StandardCharsets.UTF_8);
    return logged.contains("UNKNOWN_TOPIC_OR_PARTITION") && logged.contains(fixture.topic);
  }

  @Test
  void givenATopicThatIsMissing_thenNobodyComplainsAndItsFirstMessageIsConsumed() throws Exception {
    // GIVEN a consumer of a topic that does not exist
    List<String> received = new CopyOnWriteArrayList<>();
    HonoConsumer consumer = fixture.start(sync(exchange -> received.add(text(exchange))));
    await().until(() -> consumer.state().connected());

    // WHEN it waits longer than Kafka's client takes to complain
    await()
        .during(Duration.ofSeconds(4))
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                !complains()
                    && consumer.getHealthCheck().call().getState() == HealthCheck.State.UP);

    // THEN the message that creates the topic arrives
    fixture.kafka.createTopic(fixture.topic, 1);
    fixture.kafka.send(fixture.topic, "d", "first");
    await().until(() -> received.contains("first"));
    assertThat(complains()).isFalse();
  }

  @Test
  void givenATopicThatIsDeleted_thenTheConsumerWaitsForItAgainWithoutComplaints() throws Exception {
    // GIVEN a consumer that had its topic
    fixture.kafka.createTopic(fixture.topic, 1);
    fixture.kafka.send(fixture.topic, "d", "before");
    List<String> received = new CopyOnWriteArrayList<>();
    HonoConsumer consumer = fixture.start(sync(exchange -> received.add(text(exchange))));
    await().until(() -> received.contains("before"));
    await().until(() -> fixture.committed() == 1);

    // WHEN it is deleted
    fixture.kafka.deleteTopic(fixture.topic);
    await()
        .until(
            () ->
                consumer.state().connected()
                    && Integer.valueOf(0)
                        .equals(consumer.state().details().get("kafka.partitions")));
    await()
        .untilAsserted(
            () -> {
              log.reset();
              await()
                  .during(Duration.ofSeconds(3))
                  .atMost(Duration.ofSeconds(4))
                  .until(() -> !complains());
            });

    // THEN the next message that creates it arrives
    fixture.kafka.createTopic(fixture.topic, 1);
    fixture.kafka.send(fixture.topic, "d", "after");
    await().until(() -> received.contains("after"));
  }
}

package org.twinsuite.camel.hono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.twinsuite.camel.hono.ConsumerFixture.sync;
import static org.twinsuite.camel.hono.Patience.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.health.HealthCheck;
import org.junit.jupiter.api.Test;

class KafkaOutageTest {

  @Test
  void givenKafkaIsGoneForAWhile_thenTheConsumerGoesOnAndHealthTells() throws Exception {
    try (TestKafka kafka = new TestKafka();
        ConsumerFixture fixture = new ConsumerFixture(kafka)) {
      SimpleMeterRegistry meters = new SimpleMeterRegistry();
      fixture.bind(meters);
      kafka.createTopic(fixture.topic, 1);
      kafka.send(fixture.topic, "d", "before");
      List<String> received = new CopyOnWriteArrayList<>();
      HonoConsumer consumer =
          fixture.start(sync(exchange -> received.add(ConsumerFixture.text(exchange))));
      await().until(() -> fixture.committed() == 1);
      await().until(() -> health(consumer) == HealthCheck.State.UP);

      kafka.stop();
      await().until(() -> health(consumer) == HealthCheck.State.DOWN);
      assertThat(consumer.getHealthCheck().call().getMessage())
          .hasValueSatisfying(told -> assertThat(told).matches("Not connected: \\S.{10,}"));
      kafka.start();
      kafka.send(fixture.topic, "d", "after");

      await().until(() -> fixture.committed() == 2);
      assertThat(received).containsExactly("before", "after");
      await().until(() -> health(consumer) == HealthCheck.State.UP);
      assertThat(meters.get("camel.hono.completed").functionCounter().count()).isEqualTo(2);
      assertThat(meters.get("camel.hono.lag").gauge().value()).isZero();
    }
  }

  private static HealthCheck.State health(HonoConsumer consumer) {
    return consumer.getHealthCheck().call().getState();
  }
}

package org.twinsuite.camel.ditto.internal.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.junit.jupiter.api.Test;
import org.twinsuite.camel.ditto.internal.order.ConsumerCounters;

class PollLoopTest {

  @Test
  void replacesAClientThatFailedWithAnError() throws Exception {
    // GIVEN a client whose code is broken at first
    AtomicInteger clients = new AtomicInteger();
    PollLoop loop =
        new PollLoop(
            () -> {
              if (clients.getAndIncrement() == 0) {
                throw new NoClassDefFoundError("codec");
              }
              return new MockConsumer<>(OffsetResetStrategy.EARLIEST);
            },
            new KafkaEvents(
                "events",
                Set.of(),
                true,
                10,
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                new BufferedChanges(10, 1_000),
                null,
                () -> {}),
            new ConsumerCounters());
    // WHEN
    Thread thread = new Thread(loop);
    thread.start();
    // THEN another one follows on the same thread
    await().atMost(Duration.ofMinutes(1)).until(() -> clients.get() == 2);
    assertThat(thread.isAlive()).isTrue();
    loop.stop();
    thread.join();
  }
}

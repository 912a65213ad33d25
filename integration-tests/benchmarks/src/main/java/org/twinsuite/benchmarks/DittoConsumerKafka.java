package org.twinsuite.benchmarks;

import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.twinsuite.sandbox.kafka.EmbeddedKafka;

/**
 * A real Kafka broker and what a Ditto connection writes into it, in a process of its own so that
 * its work is not counted. It keeps a backlog before the consumer and no more: a feed that runs
 * ahead for ever takes the processor away from the consumer it is to measure. The events are
 * simulated; no store is behind them.
 */
public final class DittoConsumerKafka {

  static final String TOPIC = "twin-events";
  static final String GROUP = "bench";
  private static final int PARTITIONS = 4;
  private static final long LEAD = 200_000;
  private static final int PORTION = 1_000;
  private static final Duration REST = Duration.ofMillis(50);

  private DittoConsumerKafka() {}

  /** Prints Ditto's port and the broker's address and writes until its standard input ends. */
  public static void main(String[] args) throws Exception {
    Path directory = Files.createTempDirectory("bench-kafka");
    try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0)) {
      kafka.createTopics(PARTITIONS, List.of(TOPIC));
      System.out.println(emptyDitto() + " " + kafka.bootstrapServers());
      write(kafka.bootstrapServers());
    } finally {
      delete(directory);
    }
    System.exit(0);
  }

  /** Search finds nothing, so audits have nothing to compare. */
  private static int emptyDitto() {
    return Vertx.vertx()
        .createHttpServer()
        .requestHandler(
            request ->
                request.response().end(request.path().contains("search") ? "{\"items\":[]}" : "[]"))
        .listen(0, "127.0.0.1")
        .toCompletionStage()
        .toCompletableFuture()
        .join()
        .actualPort();
  }

  private static void write(String brokers) throws Exception {
    Map<String, Object> config =
        Map.of("bootstrap.servers", brokers, "linger.ms", 5, "batch.size", 65_536);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers));
        KafkaProducer<String, String> producer =
            new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
      long allowed = LEAD;
      for (long n = 0; System.in.available() == 0; ) {
        for (int i = 0; i < PORTION && n < allowed; i++, n++) {
          producer.send(
              new ProducerRecord<>(
                  TOPIC, DittoConsumerFeed.thingId(n), DittoConsumerFeed.event(n)));
        }
        if (n >= allowed) {
          LockSupport.parkNanos(REST.toNanos());
          allowed = LEAD + committed(admin);
        }
      }
    }
  }

  /** How many messages the consumer has committed. */
  private static long committed(Admin admin) throws Exception {
    return admin
        .listConsumerGroupOffsets(GROUP)
        .partitionsToOffsetAndMetadata()
        .get()
        .values()
        .stream()
        .mapToLong(OffsetAndMetadata::offset)
        .sum();
  }

  private static void delete(Path directory) throws Exception {
    try (Stream<Path> files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }
}

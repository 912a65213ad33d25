package org.twinsuite.benchmarks;

import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.twinsuite.sandbox.kafka.EmbeddedKafka;

/**
 * A real Kafka broker and what a Ditto connection writes into it, as fast as it goes, in a process
 * of its own so that its work is not counted. The events are simulated; no store is behind them.
 */
public final class DittoConsumerKafka {

  static final String TOPIC = "twin-events";
  private static final int PARTITIONS = 4;

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
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
      for (long n = 0; System.in.available() == 0; n++) {
        producer.send(
            new ProducerRecord<>(TOPIC, DittoConsumerFeed.thingId(n), DittoConsumerFeed.event(n)));
      }
    }
  }

  private static void delete(Path directory) throws Exception {
    try (Stream<Path> files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }
}

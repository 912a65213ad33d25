package org.twinsuite.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.twinsuite.sandbox.kafka.EmbeddedKafka;

/**
 * A real Kafka broker with telemetry as Hono's protocol adapters write it, in a process of its own
 * so that its work is not counted.
 */
public final class HonoConsumerFeed {

  static final String TENANT = "bench";
  static final String TOPIC = "hono.telemetry." + TENANT;
  private static final int PARTITIONS = 4;
  private static final int DEVICES = 1_000;
  private static final String BODY =
      "{\"at\":\"2026-01-31T10:00:00.000Z\",\"points\":{\"vibration\":{\"value\":2.1,\"unit\":\"mm/s\"},"
          + "\"temperature\":{\"value\":61.5,\"unit\":\"Cel\"},\"flow\":{\"value\":118.2,\"unit\":\"m3/h\"}}}";

  private HonoConsumerFeed() {}

  /** Writes as many records as it is told, prints the broker's address and waits for its end. */
  public static void main(String[] args) throws Exception {
    Path directory = Files.createTempDirectory("bench-hono");
    try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0)) {
      kafka.createTopics(PARTITIONS, List.of(TOPIC));
      write(kafka.bootstrapServers(), Integer.parseInt(args[0]));
      System.out.println(kafka.bootstrapServers());
      while (System.in.read() >= 0) {
        // until the bench ends
      }
    } finally {
      delete(directory);
    }
    System.exit(0);
  }

  private static void write(String brokers, int records) {
    Map<String, Object> config =
        Map.of("bootstrap.servers", brokers, "linger.ms", 5, "batch.size", 65_536);
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer())) {
      for (int n = 0; n < records; n++) {
        String device = "org.bench:pump-" + n % DEVICES;
        ProducerRecord<String, byte[]> record =
            new ProducerRecord<>(TOPIC, device, BODY.getBytes(UTF_8));
        header(record, "device_id", device);
        header(record, "content-type", "application/json");
        header(record, "creation-time", Long.toString(1_780_000_000_000L + n));
        header(record, "qos", "1");
        header(record, "orig_adapter", "hono-mqtt");
        header(record, "orig_address", "telemetry");
        producer.send(record);
      }
    }
  }

  private static void header(ProducerRecord<String, byte[]> record, String name, String value) {
    record.headers().add(name, value.getBytes(UTF_8));
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }
}

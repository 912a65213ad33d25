package org.twinsuite.sandbox.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaTest {

  private static final Instant CREATED = Instant.parse("2026-01-01T00:00:00Z");
  private static final byte[] PAYLOAD = "{\"points\":{}}".getBytes(UTF_8);

  @TempDir static Path directory;
  private static EmbeddedKafka kafka;

  @BeforeAll
  static void start() {
    kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0);
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  @Test
  void telemetryCarriesWhatAHonoAdapterSends() {
    // WHEN a device sends telemetry
    try (HonoDevices devices = HonoDevices.connect(kafka.bootstrapServers())) {
      await(devices.telemetry("t1", "org.test:pump-1", CREATED, "application/json", PAYLOAD));
    }

    // THEN the record has Hono's topic, key and headers
    ConsumerRecord<String, byte[]> message = only("hono.telemetry.t1");
    assertThat(message.key()).isEqualTo("org.test:pump-1");
    assertThat(message.value()).isEqualTo(PAYLOAD);
    assertThat(headers(message))
        .containsEntry("device_id", "org.test:pump-1")
        .containsEntry("content-type", "application/json")
        .containsEntry("creation-time", Long.toString(CREATED.toEpochMilli()))
        .containsEntry("qos", "1")
        .containsEntry("orig_adapter", "hono-mqtt")
        .containsEntry("orig_address", "telemetry");
  }

  @Test
  void notificationIsAnEventWithoutValue() {
    // WHEN a device announces itself
    try (HonoDevices devices = HonoDevices.connect(kafka.bootstrapServers())) {
      await(devices.notification("t2", "org.test:pump-1", CREATED, -1));
    }

    // THEN
    ConsumerRecord<String, byte[]> message = only("hono.event.t2");
    assertThat(message.value()).isNull();
    assertThat(headers(message))
        .containsEntry("content-type", HonoDevices.EMPTY_NOTIFICATION)
        .containsEntry("ttd", "-1");
  }

  @Test
  void eventTakesAPayload() {
    try (HonoDevices devices = HonoDevices.connect(kafka.bootstrapServers())) {
      await(devices.event("t3", "org.test:pump-1", null, "text/plain", PAYLOAD));
    }
    assertThat(headers(only("hono.event.t3"))).containsKey("creation-time");
  }

  @Test
  void rawRecordIsSentAsItIs() {
    // GIVEN a record without device id and with more than the usual 1 MB
    byte[] large = new byte[2_000_000];
    Arrays.fill(large, (byte) 'x');

    // WHEN
    try (RawRecords raw = new RawRecords(kafka.bootstrapServers())) {
      await(raw.send("hono.telemetry.t4", null, Map.of("qos", "x"), large));
    }

    // THEN
    ConsumerRecord<String, byte[]> message = only("hono.telemetry.t4");
    assertThat(message.key()).isNull();
    assertThat(message.value()).hasSize(large.length);
    assertThat(headers(message)).containsOnly(Map.entry("qos", "x"));
  }

  @Test
  void restartKeepsAddressAndData() {
    // GIVEN a broker with one message
    try (EmbeddedKafka broker = EmbeddedKafka.start(directory.resolve("restarted"), 0)) {
      broker.createTopics(1, List.of("hono.telemetry.t5"));
      String address = broker.bootstrapServers();
      try (HonoDevices devices = HonoDevices.connect(address)) {
        await(devices.telemetry("t5", "org.test:pump-1", CREATED, null, PAYLOAD));

        // WHEN it goes down, a message is sent meanwhile, and it comes back
        broker.stop();
        CompletionStage<Void> during =
            devices.telemetry("t5", "org.test:pump-2", CREATED, null, PAYLOAD);
        broker.restart();
        await(during);
      }

      // THEN both are there, under the same address
      assertThat(broker.bootstrapServers()).isEqualTo(address);
      assertThat(records(address, "hono.telemetry.t5", 2))
          .extracting(ConsumerRecord::key)
          .containsExactly("org.test:pump-1", "org.test:pump-2");
    }
  }

  private static ConsumerRecord<String, byte[]> only(String topic) {
    List<ConsumerRecord<String, byte[]>> records = records(kafka.bootstrapServers(), topic, 1);
    assertThat(records).hasSize(1);
    return records.get(0);
  }

  private static List<ConsumerRecord<String, byte[]>> records(
      String address, String topic, int count) {
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers",
            address,
            "group.id",
            "test-" + topic,
            "auto.offset.reset",
            "earliest");
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
      consumer.subscribe(List.of(topic));
      List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
      Instant patience = Instant.now().plusSeconds(60);
      while (records.size() < count && Instant.now().isBefore(patience)) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
      return records;
    }
  }

  private static Map<String, String> headers(ConsumerRecord<String, byte[]> message) {
    return Arrays.stream(message.headers().toArray())
        .collect(toMap(header -> header.key(), header -> new String(header.value(), UTF_8)));
  }

  private static void await(CompletionStage<Void> sent) {
    sent.toCompletableFuture().join();
  }
}

package org.twinsuite.camel.hono;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Stands for Hono and the device behind it: reads the commands of a tenant and answers them. */
final class PretendedAdapter implements AutoCloseable {

  static final String NOT_DELIVERED =
      "application/vnd.eclipse-hono-delivery-failure-notification+json";

  record Answer(int status, String contentType, String payload) {}

  final List<Map<String, String>> commands = new CopyOnWriteArrayList<>();
  private final TestKafka kafka;
  private final String tenant;
  private final Function<String, Answer> device;
  private final Thread thread = new Thread(this::run, "adapter");
  private volatile boolean open = true;

  /** The device answers by subject; no answer when it gives null. */
  PretendedAdapter(TestKafka kafka, String tenant, Function<String, Answer> device) {
    this.kafka = kafka;
    this.tenant = tenant;
    this.device = device;
    thread.start();
  }

  private void run() {
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers",
            kafka.bootstrapServers(),
            "group.id",
            "adapter-" + tenant,
            "metadata.max.age.ms",
            200,
            "auto.offset.reset",
            "earliest");
    try (var consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
      consumer.subscribe(List.of("hono.command." + tenant));
      while (open) {
        consumer.poll(Duration.ofMillis(50)).forEach(this::take);
      }
    }
  }

  private void take(ConsumerRecord<String, byte[]> command) {
    Map<String, String> seen = new java.util.HashMap<>();
    command.headers().forEach(header -> seen.put(header.key(), new String(header.value(), UTF_8)));
    seen.put("key", command.key());
    seen.put("body", command.value() == null ? null : new String(command.value(), UTF_8));
    commands.add(seen);
    Answer answer = device.apply(seen.get("subject"));
    if (answer != null && seen.containsKey("correlation-id")) {
      kafka.sendRaw(
          "hono.command_response." + tenant,
          command.key(),
          answer.payload(),
          "correlation-id",
          seen.get("correlation-id"),
          "status",
          Integer.toString(answer.status()),
          "content-type",
          answer.contentType());
    }
  }

  @Override
  public void close() throws Exception {
    open = false;
    thread.join();
  }
}

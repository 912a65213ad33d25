package org.twinsuite.sandbox.kafka;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Sends Kafka records exactly as given, for what no Hono adapter would send: a record without a
 * device id, with a wrong header, with an odd payload.
 */
public final class RawRecords implements AutoCloseable {

  private final KafkaProducer<String, byte[]> producer;

  /**
   * Connects to the brokers.
   *
   * @param bootstrapServers {@code host:port[,host:port]}
   */
  public RawRecords(String bootstrapServers) {
    producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "max.request.size",
                EmbeddedKafka.MAX_MESSAGE_BYTES),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  /**
   * Sends one record.
   *
   * @param topic the topic
   * @param key the record key, may be null
   * @param headers the headers, values in UTF-8
   * @param payload the value, may be null
   * @return completes when the broker has the record, fails with Kafka's exception
   */
  public CompletionStage<Void> send(
      String topic, String key, Map<String, String> headers, byte[] payload) {
    ProducerRecord<String, byte[]> message = new ProducerRecord<>(topic, key, payload);
    headers.forEach(
        (name, value) -> message.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    CompletableFuture<Void> sent = new CompletableFuture<>();
    producer.send(
        message,
        (metadata, failure) -> {
          if (failure == null) {
            sent.complete(null);
          } else {
            sent.completeExceptionally(failure);
          }
        });
    return sent;
  }

  @Override
  public void close() {
    producer.close();
  }
}

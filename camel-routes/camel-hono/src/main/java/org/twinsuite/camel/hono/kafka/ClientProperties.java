package org.twinsuite.camel.hono.kafka;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.hono.client.kafka.consumer.AsyncHandlingAutoCommitKafkaConsumer;
import org.twinsuite.camel.hono.HonoConfiguration;

/**
 * Properties of the Kafka clients: own defaults first, then what the user set, then what the
 * component's promises depend on.
 */
final class ClientProperties {

  private static final int LARGEST_BATCH = 500;
  private static final int NO_THROTTLING = 1_000_000;
  private static final long LARGEST_FETCH = 16 * 1024 * 1024;

  private final HonoConfiguration options;

  ClientProperties(HonoConfiguration options) {
    this.options = options;
  }

  /**
   * For the consumer of telemetry or events.
   *
   * @throws org.apache.kafka.common.config.ConfigException when a property has no valid value
   */
  Map<String, Object> consumer() {
    Map<String, Object> config = new HashMap<>();
    config.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 5_000);
    config.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 5_000);
    config.put(
        ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
        (int) Math.max(1, Math.min(LARGEST_FETCH, options.getMaxInFlightBytes() / 2)));
    config.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName());
    config.putAll(common());
    config.put(ConsumerConfig.GROUP_ID_CONFIG, options.getGroupId());
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, batch());
    deserialize(config);
    new ConsumerConfig(config);
    return config;
  }

  /**
   * For Hono's consumer, which takes from it how to commit. The Kafka client is made with {@link
   * #consumer()}; here {@code max.poll.records} is only what Hono derives its own throttling from,
   * which would pause every partition and is left to {@link PacedKafkaConsumer}.
   */
  Map<String, String> honoConsumer() {
    Map<String, String> config = new HashMap<>();
    consumer().forEach((name, value) -> config.put(name, String.valueOf(value)));
    config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, Integer.toString(NO_THROTTLING));
    config.put(
        ConsumerConfig.AUTO_COMMIT_INTERVAL_MS_CONFIG, Long.toString(options.getCommitInterval()));
    config.put(
        AsyncHandlingAutoCommitKafkaConsumer
            .CONFIG_HONO_OFFSETS_COMMIT_RECORD_COMPLETION_TIMEOUT_MILLIS,
        "0");
    return config;
  }

  /** For looking topics up. */
  Map<String, Object> admin() {
    Map<String, Object> config = new HashMap<>();
    config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
    config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
    config.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 5_000);
    config.putAll(common());
    // what is for consumers or producers only would be warned about; login handlers keep theirs
    config
        .keySet()
        .removeIf(
            name ->
                !AdminClientConfig.configNames().contains(name)
                    && (ConsumerConfig.configNames().contains(name)
                        || ProducerConfig.configNames().contains(name)));
    return config;
  }

  /** For the reader of command responses, which belongs to no group. */
  Map<String, Object> responses() {
    Map<String, Object> config = new HashMap<>();
    config.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 5_000);
    config.putAll(common());
    config.remove(ConsumerConfig.GROUP_ID_CONFIG);
    config.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    deserialize(config);
    new ConsumerConfig(config);
    return config;
  }

  /** For the sender of commands. */
  Map<String, Object> producer() {
    Map<String, Object> config = new HashMap<>();
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
    config.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 5_000);
    config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000);
    config.putAll(common());
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    config.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class.getName());
    config.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
    new ProducerConfig(config);
    return config;
  }

  /** For Hono's sender, which adds serializers. */
  Map<String, String> honoProducer() {
    Map<String, String> config = new HashMap<>();
    producer().forEach((name, value) -> config.put(name, String.valueOf(value)));
    return config;
  }

  /** How long a command waits for a broker. */
  long maxBlockMillis() {
    return Long.parseLong(String.valueOf(producer().get(ProducerConfig.MAX_BLOCK_MS_CONFIG)));
  }

  /** How many records one poll brings at most, so that {@code maxInFlight} is never exceeded. */
  int batch() {
    int half = Math.max(1, options.getMaxInFlight() / 2);
    Object own = options.getProperties().get(ConsumerConfig.MAX_POLL_RECORDS_CONFIG);
    int wanted = own == null ? LARGEST_BATCH : Integer.parseInt(own.toString());
    return Math.min(half, wanted);
  }

  private Map<String, Object> common() {
    Map<String, Object> config = new HashMap<>(options.getProperties());
    put(config, CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, options.getSecurityProtocol());
    put(config, SaslConfigs.SASL_MECHANISM, options.getSaslMechanism());
    put(config, SaslConfigs.SASL_JAAS_CONFIG, options.getSaslJaasConfig());
    config.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, options.getBootstrapServers());
    return config;
  }

  private static void put(Map<String, Object> config, String name, String value) {
    if (value != null) {
      config.put(name, value);
    }
  }

  private static void deserialize(Map<String, Object> config) {
    config.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class.getName());
    config.put(
        ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
  }
}

package org.twinsuite.app.boot;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.component.kafka.KafkaEndpoint;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.twinsuite.pipeline.config.AppConfig;
import org.twinsuite.pipeline.config.ConfigException;
import org.twinsuite.pipeline.config.DittoOptions;
import org.twinsuite.pipeline.config.IngestOptions;

/** The Kafka clients of a line that several processes share, and the topic between its halves. */
final class GroupTopic {
  private final Map<String, Object> common = new HashMap<>();
  private final String changes;
  private final String groups;
  private final String group;

  /**
   * @throws ConfigException when the file with the client's properties cannot be read
   */
  GroupTopic(AppConfig config) {
    properties(config).forEach(common::put);
    common.put("bootstrap.servers", brokers(config));
    changes = config.get(DittoOptions.CHANGES_TOPIC);
    groups = config.get(DittoOptions.CHANGES_GROUPS_TOPIC);
    group = config.get(DittoOptions.CHANGES_GROUP) + "-groups";
  }

  static String brokers(AppConfig config) {
    String own = config.get(DittoOptions.CHANGES_KAFKA);
    return own.isEmpty() ? config.get(IngestOptions.KAFKA) : own;
  }

  /** Further properties of every Kafka client, such as how to log in. */
  static Map<String, String> properties(AppConfig config) {
    String file = config.get(DittoOptions.CHANGES_KAFKA_PROPERTIES);
    Map<String, String> values = new HashMap<>();
    if (file.isEmpty()) {
      return values;
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(Path.of(file))) {
      properties.load(reader);
    } catch (IOException unreadable) {
      throw new ConfigException(
          DittoOptions.CHANGES_KAFKA_PROPERTIES.name() + ": the file cannot be read: " + file);
    }
    properties
        .stringPropertyNames()
        .forEach(name -> values.put(name, properties.getProperty(name)));
    return values;
  }

  String name() {
    return groups;
  }

  /**
   * The endpoint of the mappers' samples. What fails comes again, and what follows waits for it.
   * How to log in is not part of its URI, which logs, meters and health show.
   */
  static Endpoint samples(CamelContext camel, AppConfig config) {
    KafkaEndpoint endpoint =
        camel.getEndpoint(
            "kafka:%s?brokers=%s&groupId=%s-samples&autoOffsetReset=earliest&breakOnFirstError=true"
                .formatted(
                    config.get(IngestOptions.SAMPLES_TOPIC),
                    brokers(config),
                    config.get(IngestOptions.GROUP)),
            KafkaEndpoint.class);
    endpoint.getConfiguration().getAdditionalProperties().putAll(properties(config));
    return endpoint;
  }

  /**
   * Makes the topic with as many partitions as Ditto's, unless it is there.
   *
   * @throws ConfigException when Ditto's topic is not there
   */
  void create() throws InterruptedException {
    try (Admin admin = Admin.create(common)) {
      int count =
          admin
              .describeTopics(List.of(changes))
              .allTopicNames()
              .get()
              .get(changes)
              .partitions()
              .size();
      admin
          .createTopics(List.of(new NewTopic(groups, Optional.of(count), Optional.empty())))
          .all()
          .get();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof UnknownTopicOrPartitionException) {
        throw new ConfigException(
            ("%s: the topic %s does not exist at %s. Create it with a partition for each rule session"
                    + " that shall share the things; or open Ditto's connection kafka-events, which"
                    + " makes it with the first change")
                .formatted(
                    DittoOptions.CHANGES_TOPIC.name(), changes, common.get("bootstrap.servers")));
      }
      if (!(failed.getCause() instanceof TopicExistsException)) {
        throw new ConfigException(
            DittoOptions.CHANGES_TOPIC.name()
                + ": "
                + changes
                + " and "
                + groups
                + " cannot be used: "
                + failed.getCause().getMessage());
      }
    }
  }

  /** Order and completeness hang on it: it repeats until Kafka has the record. */
  Producer<String, byte[]> producer() {
    Map<String, Object> settings = new HashMap<>(common);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 2);
    return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
  }

  Consumer<String, byte[]> consumer() {
    Map<String, Object> settings = new HashMap<>(common);
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName());
    return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
  }
}

package org.twinsuite.camel.hono;

import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Future;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/** A real Kafka broker inside the test's JVM, and the sending side of Hono's protocol adapters. */
final class TestKafka implements AutoCloseable {

  private static TestKafka shared;

  private final Path directory = Files.createTempDirectory("kafka");
  private final int port;
  private final int controllerPort;
  private KafkaRaftServer server;
  private KafkaProducer<String, byte[]> producer;

  TestKafka() throws Exception {
    // Both at once, so that they differ.
    try (ServerSocket one = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = one.getLocalPort();
      controllerPort = other.getLocalPort();
    }
    new Formatter()
        .setNodeId(1)
        .setClusterId(Uuid.randomUuid().toString())
        .setControllerListenerName("CONTROLLER")
        .addDirectory(directory.toString())
        .setMetadataLogDirectory(directory.toString())
        .setPrintStream(
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
        .run();
    start();
  }

  /** One broker for all tests that leave it running. */
  static synchronized TestKafka shared() throws Exception {
    if (shared == null) {
      shared = new TestKafka();
      Runtime.getRuntime().addShutdownHook(new Thread(shared::close));
    }
    return shared;
  }

  void start() {
    server = new KafkaRaftServer(new KafkaConfig(config(), false), Time.SYSTEM);
    server.startup();
  }

  void stop() {
    server.shutdown();
    server.awaitShutdown();
  }

  @Override
  public synchronized void close() {
    if (producer != null) {
      producer.close();
    }
    stop();
  }

  String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  void createTopic(String name, int partitions) throws Exception {
    try (Admin admin = admin()) {
      admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1))).all().get();
    }
  }

  void deleteTopic(String name) throws Exception {
    try (Admin admin = admin()) {
      admin.deleteTopics(List.of(name)).all().get();
    }
  }

  Map<TopicPartition, OffsetAndMetadata> committed(String group) throws Exception {
    try (Admin admin = admin()) {
      return admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
    }
  }

  /** Sends as a protocol adapter does: key and header name the device. */
  void send(String topic, String device, String payload, String... headers) throws Exception {
    List<String> all = new ArrayList<>(List.of("device_id", device));
    all.addAll(List.of(headers));
    sendRaw(topic, device, payload, all.toArray(String[]::new)).get();
  }

  Future<?> sendRaw(String topic, String key, String payload, String... headers) {
    ProducerRecord<String, byte[]> record =
        new ProducerRecord<>(
            topic, key, payload == null ? null : payload.getBytes(StandardCharsets.UTF_8));
    for (int i = 0; i < headers.length; i += 2) {
      record.headers().add(headers[i], headers[i + 1].getBytes(StandardCharsets.UTF_8));
    }
    return producer().send(record);
  }

  private synchronized KafkaProducer<String, byte[]> producer() {
    if (producer == null) {
      producer =
          new KafkaProducer<>(
              Map.of(
                  "bootstrap.servers",
                  bootstrapServers(),
                  "linger.ms",
                  5,
                  "enable.idempotence",
                  false,
                  "max.in.flight.requests.per.connection",
                  1),
              new StringSerializer(),
              new ByteArraySerializer());
    }
    return producer;
  }

  private Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", bootstrapServers()));
  }

  private Properties config() {
    Properties config = new Properties();
    config.put("process.roles", "broker,controller");
    config.put("node.id", "1");
    config.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
    config.put("controller.listener.names", "CONTROLLER");
    config.put(
        "listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
    config.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
    config.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    config.put("log.dirs", directory.toString());
    config.put("num.partitions", "2");
    config.put("offsets.topic.num.partitions", "1");
    config.put("offsets.topic.replication.factor", "1");
    config.put("transaction.state.log.replication.factor", "1");
    config.put("transaction.state.log.min.isr", "1");
    config.put("group.initial.rebalance.delay.ms", "0");
    config.put("log.cleaner.dedupe.buffer.size", "2097152");
    return config;
  }
}

package org.twinsuite.sandbox.kafka;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * A real Kafka broker (KRaft, broker and controller in one) inside this JVM, listening on the
 * loopback interface only.
 *
 * <p>{@link #stop()} and {@link #restart()} keep port and data, so that an outage can be played; a
 * broker started on the same directory and port goes on with what is there. Topics are made on
 * first use, or by {@link #createTopics}. Messages up to 4 MiB are taken. Nothing is replicated and
 * nothing is flushed beyond what Kafka does by itself: a sandbox, not a production broker.
 */
public final class EmbeddedKafka implements AutoCloseable {

  /** The largest record the broker takes, in bytes. */
  public static final int MAX_MESSAGE_BYTES = 4 * 1024 * 1024;

  private static final int NODE_ID = 1;

  private final Path directory;
  private final int port;
  private final int controllerPort;
  private KafkaRaftServer server;

  private EmbeddedKafka(Path directory, int port, int controllerPort) {
    this.directory = directory;
    this.port = port;
    this.controllerPort = controllerPort;
  }

  /**
   * Starts a broker and returns when it takes connections (a few seconds).
   *
   * @param directory where the log lives; made and formatted when it is not yet a Kafka log
   * @param port the port to listen on, 0 for any free one
   */
  public static EmbeddedKafka start(Path directory, int port) {
    int[] free = freePorts();
    EmbeddedKafka kafka =
        new EmbeddedKafka(directory.toAbsolutePath(), port == 0 ? free[0] : port, free[1]);
    kafka.format();
    kafka.restart();
    return kafka;
  }

  /** The bootstrap address, {@code host:port}; it stays the same over {@link #restart()}. */
  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  /** Starts the stopped broker again on the same port and data; does nothing while it runs. */
  public synchronized void restart() {
    if (server == null) {
      KafkaRaftServer starting = new KafkaRaftServer(new KafkaConfig(config(), false), Time.SYSTEM);
      starting.startup();
      server = starting;
    }
  }

  /** Stops the broker in an orderly way; clients see a refused connection until the restart. */
  public synchronized void stop() {
    if (server != null) {
      server.shutdown();
      server.awaitShutdown();
      server = null;
    }
  }

  /** The same as {@link #stop()}; the data stays in the directory. */
  @Override
  public void close() {
    stop();
  }

  /**
   * Makes topics that do not exist yet, so that a consumer needs not wait for its next metadata
   * refresh to see them.
   */
  public void createTopics(int partitions, Collection<String> names) {
    Map<String, Object> config =
        Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers());
    try (Admin admin = Admin.create(config)) {
      List<NewTopic> topics =
          names.stream().map(name -> new NewTopic(name, partitions, (short) 1)).toList();
      for (var created : admin.createTopics(topics).values().values()) {
        try {
          created.get();
        } catch (ExecutionException e) {
          if (!(e.getCause() instanceof TopicExistsException)) {
            throw new IllegalStateException("topic not created: " + e.getCause().getMessage(), e);
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while topics were created", e);
    }
  }

  private void format() {
    try {
      Files.createDirectories(directory);
      if (Files.exists(directory.resolve("meta.properties"))) {
        return;
      }
      new Formatter()
          .setNodeId(NODE_ID)
          .setClusterId(Uuid.randomUuid().toString())
          .setControllerListenerName("CONTROLLER")
          .addDirectory(directory.toString())
          .setMetadataLogDirectory(directory.toString())
          .setPrintStream(
              new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
          .run();
    } catch (IOException e) {
      throw new UncheckedIOException("Kafka directory cannot be used: " + directory, e);
    } catch (Exception e) {
      throw new IllegalStateException("Kafka directory cannot be formatted: " + directory, e);
    }
  }

  private Properties config() {
    Properties config = new Properties();
    config.put("process.roles", "broker,controller");
    config.put("node.id", Integer.toString(NODE_ID));
    config.put("controller.quorum.voters", NODE_ID + "@127.0.0.1:" + controllerPort);
    config.put("controller.listener.names", "CONTROLLER");
    config.put(
        "listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
    config.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
    config.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    config.put("log.dirs", directory.toString());
    config.put("num.partitions", "2");
    config.put("message.max.bytes", Integer.toString(MAX_MESSAGE_BYTES));
    config.put("offsets.topic.num.partitions", "1");
    config.put("offsets.topic.replication.factor", "1");
    config.put("transaction.state.log.num.partitions", "1");
    config.put("transaction.state.log.replication.factor", "1");
    config.put("transaction.state.log.min.isr", "1");
    config.put("share.coordinator.state.topic.replication.factor", "1");
    config.put("share.coordinator.state.topic.min.isr", "1");
    config.put("group.initial.rebalance.delay.ms", "0");
    config.put("log.cleaner.dedupe.buffer.size", "2097152");
    config.put("num.network.threads", "1");
    config.put("num.io.threads", "2");
    return config;
  }

  /** Two, taken at once, so that they differ. */
  private static int[] freePorts() {
    try (ServerSocket one = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return new int[] {one.getLocalPort(), other.getLocalPort()};
    } catch (IOException e) {
      throw new UncheckedIOException("no free port", e);
    }
  }
}

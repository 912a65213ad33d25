package org.twinsuite.camel.hono;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.proton.ProtonClient;
import io.vertx.proton.ProtonConnection;
import io.vertx.proton.ProtonSender;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.config.impl.SecurityConfiguration;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.spi.core.security.ActiveMQJAASSecurityManager;
import org.apache.activemq.artemis.spi.core.security.jaas.InVMLoginModule;
import org.apache.qpid.proton.amqp.Binary;
import org.apache.qpid.proton.amqp.messaging.ApplicationProperties;
import org.apache.qpid.proton.amqp.messaging.Data;
import org.apache.qpid.proton.message.Message;

/** A real AMQP 1.0 broker (ActiveMQ Artemis) in the test's JVM, and the side of Hono's adapters. */
final class TestBroker implements AutoCloseable {

  static final String USER = "consumer@HONO";
  static final String PASSWORD = "verysecret";

  final int port = freePort();
  private final Vertx vertx = Vertx.vertx();
  private final Context loop = vertx.getOrCreateContext();
  private final String acceptor;
  private EmbeddedActiveMQ server;
  private ProtonConnection connection;

  TestBroker() throws Exception {
    this("");
  }

  /**
   * @param acceptorOptions further parameters of the acceptor, e.g. for TLS
   */
  TestBroker(String acceptorOptions) throws Exception {
    acceptor =
        "tcp://127.0.0.1:"
            + port
            + "?protocols=AMQP&amqpDuplicateDetection=false"
            + acceptorOptions;
    start();
  }

  void start() throws Exception {
    Configuration config =
        new ConfigurationImpl()
            .setPersistenceEnabled(false)
            .setJMXManagementEnabled(false)
            .setSecurityEnabled(true)
            .addAcceptorConfiguration("amqp", acceptor)
            .addAddressSetting(
                "#",
                new AddressSettings()
                    .setDefaultAddressRoutingType(RoutingType.ANYCAST)
                    .setDefaultQueueRoutingType(RoutingType.ANYCAST)
                    .setDeadLetterAddress(SimpleString.of("DLQ"))
                    .setMaxDeliveryAttempts(-1)
                    .setAutoDeleteQueues(false)
                    .setAutoDeleteAddresses(false));
    config.addQueueConfiguration(QueueConfiguration.of("DLQ").setRoutingType(RoutingType.ANYCAST));
    config.putSecurityRoles(
        "#",
        java.util.Set.of(
            new org.apache.activemq.artemis.core.security.Role(
                "all", true, true, true, true, true, true, true, true, true, true, true, true)));
    SecurityConfiguration users = new SecurityConfiguration();
    users.addUser(USER, PASSWORD);
    users.addRole(USER, "all");
    server = new EmbeddedActiveMQ();
    server.setConfiguration(config);
    server.setSecurityManager(
        new ActiveMQJAASSecurityManager(InVMLoginModule.class.getName(), users));
    server.start();
  }

  void stop() throws Exception {
    connection = null;
    server.stop();
  }

  /** Messages of an address that are not settled. */
  long messages(String address) {
    Queue queue = server.getActiveMQServer().locateQueue(address);
    return queue == null ? 0 : queue.getMessageCount();
  }

  /** Sends as a protocol adapter does; ends when the broker has it. */
  void send(String address, String device, String payload) throws Exception {
    Message message = Message.Factory.create();
    Map<String, Object> properties = new HashMap<>();
    if (device != null) {
      properties.put("device_id", device);
    }
    message.setApplicationProperties(new ApplicationProperties(properties));
    message.setContentType("text/plain");
    message.setDurable(true);
    message.setBody(
        new Data(new Binary(payload.getBytes(java.nio.charset.StandardCharsets.UTF_8))));
    send(address, message);
  }

  void send(String address, Message message) throws Exception {
    if (message.getCreationTime() == 0) {
      message.setCreationTime(new Date().getTime());
    }
    CompletableFuture<Void> sent = new CompletableFuture<>();
    loop.runOnContext(
        v ->
            connected(
                open -> {
                  ProtonSender sender = open.createSender(address);
                  sender.openHandler(
                      attached ->
                          sender.send(
                              message,
                              delivery -> {
                                sender.close();
                                sent.complete(null);
                              }));
                  sender.open();
                }));
    sent.get(30, TimeUnit.SECONDS);
  }

  private void connected(java.util.function.Consumer<ProtonConnection> action) {
    if (connection != null && !connection.isDisconnected()) {
      action.accept(connection);
      return;
    }
    ProtonClient.create(vertx)
        .connect(
            "127.0.0.1",
            port,
            USER,
            PASSWORD,
            result -> {
              connection = result.result();
              connection.openHandler(opened -> action.accept(connection)).open();
            });
  }

  @Override
  public void close() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().join();
    server.stop();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}

package org.twinsuite.sandbox.scada;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;

/** A real MQTT 5 broker (ActiveMQ Artemis) on one port of localhost, in memory only. */
public final class MqttBroker implements AutoCloseable {

  private final int port;
  private EmbeddedActiveMQ broker;

  public MqttBroker() throws Exception {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
  }

  public void start() throws Exception {
    Configuration configuration =
        new ConfigurationImpl()
            .setPersistenceEnabled(false)
            .setSecurityEnabled(false)
            .setJMXManagementEnabled(false)
            .setName("mqtt-" + port)
            .addAddressSetting(
                "#",
                new AddressSettings()
                    .setDeadLetterAddress(SimpleString.of("dead"))
                    .setExpiryAddress(SimpleString.of("expired")))
            .addAcceptorConfiguration("mqtt", "tcp://127.0.0.1:" + port + "?protocols=MQTT");
    broker = new EmbeddedActiveMQ().setConfiguration(configuration);
    broker.start();
  }

  public boolean isRunning() {
    return broker != null && broker.getActiveMQServer().isStarted();
  }

  public void stop() throws Exception {
    broker.stop();
  }

  @Override
  public void close() throws Exception {
    stop();
  }

  public URI url() {
    return URI.create("mqtt://127.0.0.1:" + port);
  }
}

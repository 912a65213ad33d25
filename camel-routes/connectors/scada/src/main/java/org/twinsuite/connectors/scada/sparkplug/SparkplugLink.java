package org.twinsuite.connectors.scada.sparkplug;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.twinsuite.connectors.RetryableFailure;
import org.twinsuite.connectors.scada.TagMap;

/**
 * The connection to an MQTT 5 broker: subscribed, with our STATE (specification 3.0, 6.4.25), made
 * anew when it breaks. Each connection has a will of its own time, so that the state of an old one
 * cannot be taken for the new one's.
 */
final class SparkplugLink {

  private static final Logger LOG = LoggerFactory.getLogger(SparkplugLink.class);

  /** What happens on the connection; called by one thread at a time. */
  interface Listener {
    void message(String topic, byte[] payload);

    void established();

    void lost();
  }

  private final TagMap.Source source;
  private final List<String> topics;
  private final InstantSource clock;
  private final Listener listener;
  private final String host;
  private final Duration timeout;
  private final MqttAsyncClient client;
  private final ScheduledExecutorService reconnects =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "sparkplug-reconnect");
            thread.setDaemon(true);
            return thread;
          });
  private volatile long stateTime;

  SparkplugLink(TagMap.Source source, List<String> topics, InstantSource clock, Listener listener) {
    this.source = source;
    this.topics = topics;
    this.clock = clock;
    this.listener = listener;
    this.host = source.settings().get(SparkplugOptions.HOST);
    this.timeout = source.settings().get(SparkplugOptions.TIMEOUT);
    boolean tls = "mqtts".equals(source.url().getScheme());
    int port = source.url().getPort() < 0 ? (tls ? 8883 : 1883) : source.url().getPort();
    String broker = (tls ? "ssl://" : "tcp://") + source.url().getHost() + ":" + port;
    try {
      client = new MqttAsyncClient(broker, "twinsuite-" + UUID.randomUUID(), null);
      client.setCallback(new Callback());
    } catch (MqttException e) {
      throw new IllegalArgumentException("url " + source.url() + ": " + e.getMessage(), e);
    }
  }

  /**
   * @throws RetryableFailure if the broker cannot be reached or refuses the log-in
   */
  void connect() {
    try {
      stateTime = clock.millis();
      client.connect(options()).waitForCompletion(timeout.toMillis());
      String[] filters = topics.toArray(String[]::new);
      int[] qos = new int[filters.length];
      Arrays.fill(qos, 1);
      client.subscribe(filters, qos).waitForCompletion(timeout.toMillis());
      if (host != null) {
        client.subscribe(SparkplugTopic.state(host), 1).waitForCompletion(timeout.toMillis());
        publishState(true);
      }
      listener.established();
    } catch (MqttException e) {
      disconnect();
      String reason = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
      throw new RetryableFailure(
          source.name(), 0, "broker " + source.url() + ": " + reason, null, e);
    }
  }

  /** A connection that does not hear what we subscribed to would look like one. */
  private void disconnect() {
    try {
      if (client.isConnected()) {
        client.disconnectForcibly(0, timeout.toMillis(), false);
      }
    } catch (MqttException e) {
      LOG.debug("{}: hanging up failed", source.name(), e);
    }
  }

  private MqttConnectionOptions options() {
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setCleanStart(true);
    options.setSessionExpiryInterval(0L);
    options.setConnectionTimeout((int) Math.max(1, timeout.toSeconds()));
    options.setAutomaticReconnect(false);
    options.setExecutorServiceTimeout(0);
    String user = source.settings().get(SparkplugOptions.USER);
    if (user != null) {
      String password = source.settings().get(SparkplugOptions.PASSWORD);
      options.setUserName(user);
      options.setPassword((password == null ? "" : password).getBytes(StandardCharsets.UTF_8));
    }
    if (host != null) {
      MqttMessage will = new MqttMessage(state(false));
      will.setQos(1);
      will.setRetained(true);
      options.setWill(SparkplugTopic.state(host), will);
    }
    return options;
  }

  private byte[] state(boolean online) {
    return "{\"online\":%s,\"timestamp\":%d}"
        .formatted(online, stateTime)
        .getBytes(StandardCharsets.UTF_8);
  }

  private IMqttToken publishState(boolean online) throws MqttException {
    return client.publish(SparkplugTopic.state(host), state(online), 1, true);
  }

  /**
   * @throws RetryableFailure if there is no connection
   */
  void publish(String topic, byte[] payload) {
    try {
      client.publish(topic, payload, 0, false);
    } catch (MqttException e) {
      throw new RetryableFailure(source.name(), 0, "not sent: " + e.getMessage(), null, e);
    }
  }

  /** Does something after a while, on the thread that restores the connection. */
  void after(Duration pause, Runnable work) {
    schedule(work, pause);
  }

  private void schedule(Runnable work, Duration pause) {
    try {
      reconnects.schedule(work, pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("{}: closed", source.name());
    }
  }

  boolean connected() {
    return client.isConnected();
  }

  private void reconnect() {
    try {
      if (!client.isConnected()) {
        connect();
        LOG.info("{}: connection restored", source.name());
      }
    } catch (RetryableFailure e) {
      LOG.debug("{}", e.getMessage());
      later();
    } catch (Throwable e) {
      later();
      LOG.warn("{}: connection not restored, tried again", source.name(), e);
      disconnect();
    }
  }

  private void later() {
    schedule(this::reconnect, source.settings().get(SparkplugOptions.PAUSE));
  }

  void close() {
    reconnects.shutdownNow();
    try {
      if (client.isConnected()) {
        if (host != null) {
          publishState(false).waitForCompletion(timeout.toMillis());
        }
        client.disconnect().waitForCompletion(timeout.toMillis());
      }
    } catch (MqttException e) {
      LOG.debug("{}: disconnecting failed", source.name(), e);
    }
    try {
      client.close();
    } catch (MqttException e) {
      LOG.debug("{}: closing failed", source.name(), e);
    }
  }

  private final class Callback implements MqttCallback {

    /** Whatever a message holds: thrown from here, it would end the connection. */
    @Override
    public void messageArrived(String topic, MqttMessage message) {
      try {
        if (host != null && topic.equals(SparkplugTopic.state(host))) {
          String text = new String(message.getPayload(), StandardCharsets.UTF_8);
          if (!reconnects.isShutdown() && text.replace(" ", "").contains("\"online\":false")) {
            publishState(true);
          }
        } else {
          listener.message(topic, message.getPayload());
        }
      } catch (MqttException e) {
        LOG.warn("{}: our state was not published: {}", source.name(), e.getMessage());
      } catch (Throwable e) {
        LOG.error("{}: a message of {} is left out", source.name(), topic, e);
      }
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
      if (!reconnects.isShutdown()) {
        LOG.warn("{}: connection lost, will be restored", source.name());
        try {
          listener.lost();
        } finally {
          later();
        }
      }
    }

    @Override
    public void mqttErrorOccurred(MqttException e) {
      LOG.warn("{}: {}", source.name(), e.getMessage());
    }

    @Override
    public void deliveryComplete(IMqttToken token) {}

    @Override
    public void connectComplete(boolean again, String broker) {}

    @Override
    public void authPacketArrived(int reason, MqttProperties properties) {}
  }
}

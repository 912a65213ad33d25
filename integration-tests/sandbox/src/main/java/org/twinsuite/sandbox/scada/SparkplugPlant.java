package org.twinsuite.sandbox.scada;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.tahu.protobuf.SparkplugBProto.DataType;
import org.eclipse.tahu.protobuf.SparkplugBProto.Payload;
import org.eclipse.tahu.protobuf.SparkplugBProto.Payload.Metric;

/**
 * A Sparkplug B edge node {@code plant/edge1} with one device {@code pump1}: births with aliases,
 * data by alias, answers rebirth requests, takes commands.
 */
public final class SparkplugPlant implements AutoCloseable {

  public static final String GROUP = "plant";
  public static final String NODE = "edge1";
  public static final String DEVICE = "pump1";
  private static final String REBIRTH = "Node Control/Rebirth";
  private static final long FIRST_ALIAS = 100;

  private final URI broker;
  private final Map<String, Double> values = new LinkedHashMap<>();
  private final List<String> states = new CopyOnWriteArrayList<>();
  private MqttAsyncClient client;
  private long bdSeq = -1;
  private long seq;
  private int births;

  public SparkplugPlant(URI broker) {
    this.broker = broker;
  }

  /** Adds a Double metric of the device; before {@link #start}. */
  public SparkplugPlant metric(String name, double value) {
    values.put(name, value);
    return this;
  }

  public synchronized void start() throws MqttException {
    client = new MqttAsyncClient("tcp://" + broker.getHost() + ":" + broker.getPort(), NODE, null);
    client.setCallback(new Commands());
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setCleanStart(true);
    options.setExecutorServiceTimeout(0);
    bdSeq = (bdSeq + 1) % 256;
    options.setWill(topic("NDEATH", false), new MqttMessage(death(), 1, false, null));
    client.connect(options).waitForCompletion(5000);
    client.subscribe(topic("NCMD", false), 1).waitForCompletion(5000);
    client.subscribe(topic("DCMD", true), 1).waitForCompletion(5000);
    client.subscribe("spBv1.0/STATE/+", 1).waitForCompletion(5000);
    birth();
  }

  private byte[] death() {
    return Payload.newBuilder().setTimestamp(now()).addMetrics(bdSeq()).build().toByteArray();
  }

  private Metric bdSeq() {
    return Metric.newBuilder()
        .setName("bdSeq")
        .setDatatype(DataType.Int64_VALUE)
        .setLongValue(bdSeq)
        .build();
  }

  private static String topic(String type, boolean device) {
    String node = "spBv1.0/" + GROUP + "/" + type + "/" + NODE;
    return device ? node + "/" + DEVICE : node;
  }

  private static long now() {
    return System.currentTimeMillis();
  }

  /** Births of node and device. */
  public synchronized void birth() throws MqttException {
    births++;
    seq = 0;
    Metric rebirth =
        Metric.newBuilder()
            .setName(REBIRTH)
            .setDatatype(DataType.Boolean_VALUE)
            .setBooleanValue(false)
            .build();
    publish("NBIRTH", false, Payload.newBuilder().addMetrics(bdSeq()).addMetrics(rebirth));
    Payload.Builder device = Payload.newBuilder();
    values.forEach(
        (name, value) ->
            device.addMetrics(
                Metric.newBuilder()
                    .setName(name)
                    .setAlias(alias(name))
                    .setDatatype(DataType.Double_VALUE)
                    .setTimestamp(now())
                    .setDoubleValue(value)));
    publish("DBIRTH", true, device);
  }

  /** The alias a metric has in births. */
  public long alias(String name) {
    return FIRST_ALIAS + List.copyOf(values.keySet()).indexOf(name);
  }

  /** A metric by alias, to be completed and handed to {@link #data}. */
  public Metric.Builder value(String name, double value) {
    return Metric.newBuilder().setAlias(alias(name)).setTimestamp(now()).setDoubleValue(value);
  }

  public synchronized void data(Metric.Builder... metrics) throws MqttException {
    Payload.Builder payload = Payload.newBuilder();
    for (Metric.Builder metric : metrics) {
      payload.addMetrics(metric);
    }
    publish("DDATA", true, payload);
  }

  public synchronized void set(String name, double value) throws MqttException {
    values.put(name, value);
    data(value(name, value));
  }

  /** Loses a message: the next one has a gap before it. */
  public synchronized void skipSequence() {
    seq = (seq + 1) % 256;
  }

  public synchronized void deviceDeath() throws MqttException {
    publish("DDEATH", true, Payload.newBuilder());
  }

  private void publish(String type, boolean device, Payload.Builder payload) throws MqttException {
    payload.setTimestamp(now()).setSeq(seq);
    seq = (seq + 1) % 256;
    client.publish(topic(type, device), payload.build().toByteArray(), 0, false);
  }

  /** Breaks the connection, so that the broker publishes the death. */
  public void die() throws MqttException {
    client.disconnectForcibly(0, 0, false);
    client.close();
  }

  @Override
  public void close() {
    try {
      client.disconnectForcibly(0, 100, true);
      client.close();
    } catch (MqttException e) {
      // it was gone before
    }
  }

  public synchronized double get(String name) {
    return values.get(name);
  }

  public synchronized int births() {
    return births;
  }

  /** STATE messages seen, such as {@code {"online":true,"timestamp":1}}. */
  public List<String> states() {
    return List.copyOf(states);
  }

  private final class Commands implements MqttCallback {
    @Override
    public void messageArrived(String topic, MqttMessage message) throws Exception {
      if (topic.contains("/STATE/")) {
        states.add(topic + " " + new String(message.getPayload()));
        return;
      }
      for (Metric metric : Payload.parseFrom(message.getPayload()).getMetricsList()) {
        if (metric.getName().equals(REBIRTH)) {
          birth();
        } else {
          set(metric.getName(), metric.getDoubleValue());
        }
      }
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {}

    @Override
    public void mqttErrorOccurred(MqttException e) {}

    @Override
    public void deliveryComplete(IMqttToken token) {}

    @Override
    public void connectComplete(boolean again, String uri) {}

    @Override
    public void authPacketArrived(int reason, MqttProperties properties) {}
  }
}

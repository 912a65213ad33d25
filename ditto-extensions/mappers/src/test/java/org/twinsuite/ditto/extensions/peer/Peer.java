package org.twinsuite.ditto.extensions.peer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import org.eclipse.ditto.connectivity.api.ExternalMessage;
import org.eclipse.ditto.connectivity.api.ExternalMessageFactory;
import org.eclipse.ditto.connectivity.service.mapping.MessageMapper;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.protocol.Adaptable;
import org.eclipse.ditto.protocol.ProtocolFactory;
import org.eclipse.tahu.message.model.Metric.MetricBuilder;
import org.eclipse.tahu.message.model.MetricDataType;
import org.twinsuite.ditto.extensions.mapper.DittoMappers;
import org.twinsuite.ditto.extensions.sparkplug.Edge;

/**
 * One payload format mapped twice by Ditto: with our mapper and with Ditto's JavaScript mapper and
 * a script that says the same.
 */
final class Peer {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String TOPIC = "spBv1.0/org.test/DDATA/line1/pump7";

  private record SparkplugMetric(
      String name, String unit, MetricDataType type, IntFunction<Object> value) {}

  /** In the order of their aliases, from 1. */
  private static final List<SparkplugMetric> METRICS =
      List.of(
          new SparkplugMetric("bearing_temp", "Cel", MetricDataType.Double, i -> 60 + i / 8.0),
          new SparkplugMetric("flow", "m3/h", MetricDataType.Double, i -> 100 + i / 4.0),
          new SparkplugMetric("pressure", "Pa", MetricDataType.Double, i -> 200_000.0 + i),
          new SparkplugMetric("vibration", "mm/s", MetricDataType.Double, i -> 2.5 + i / 16.0),
          new SparkplugMetric("motor_current", "A", MetricDataType.Double, i -> 11.25),
          new SparkplugMetric("speed", "rpm", MetricDataType.Int32, i -> i - 100),
          new SparkplugMetric("level", "%", MetricDataType.Float, i -> 42.5f),
          new SparkplugMetric("running", null, MetricDataType.Boolean, i -> i % 2 == 0),
          new SparkplugMetric("starts", null, MetricDataType.UInt32, i -> 3_000_000_000L + i),
          new SparkplugMetric("power", "kW", MetricDataType.Double, i -> 7.75));

  private final MessageMapper ours;
  private final MessageMapper script;
  private final List<ExternalMessage> messages;

  private Peer(MessageMapper ours, MessageMapper script, List<ExternalMessage> messages) {
    this.ours = ours;
    this.script = script;
    this.messages = messages;
  }

  MessageMapper ours() {
    return ours;
  }

  MessageMapper script() {
    return script;
  }

  List<ExternalMessage> messages() {
    return messages;
  }

  /** Ten points of one device in a pack, one of them in another unit than the twin's. */
  static Peer senml(DittoMappers ditto) {
    List<ExternalMessage> packs = new ArrayList<>();
    for (int i = 0; i < 256; i++) {
      StringBuilder pack =
          new StringBuilder("[{\"bn\":\"org.test:pump-7/\",\"bt\":1700000000.5,")
              .append("\"n\":\"bearing_temp\",\"u\":\"Cel\",\"v\":")
              .append(60 + i / 8.0)
              .append('}');
      String[][] others = {
        {"flow", "m3/h"},
        {"pressure", "Pa"},
        {"vibration", "mm/s"},
        {"motor_current", "A"},
        {"speed", "/min"},
        {"level", "%"},
        {"power", "kW"}
      };
      for (int k = 0; k < others.length; k++) {
        pack.append(
            String.format(
                Locale.ROOT,
                ",{\"n\":\"%s\",\"u\":\"%s\",\"v\":%s,\"t\":-0.25}",
                others[k][0],
                others[k][1],
                k * 100 + i / 4.0));
      }
      pack.append(",{\"n\":\"running\",\"vb\":true},{\"n\":\"mode\",\"vs\":\"auto\"}]");
      packs.add(
          ExternalMessageFactory.newExternalMessageBuilder(
                  Map.of("correlation-id", "c-" + i, "content-type", "application/senml+json"))
              .withText(pack.toString())
              .build());
    }
    return new Peer(
        ditto.mapper("SenML", JsonObject.of("{\"units\":{\"pressure\":\"kPa\"}}")),
        ditto.mapper("JavaScript", script("senml.js")),
        packs);
  }

  /**
   * Ten metrics of one device after the births.
   *
   * @param aliases whether data messages name the metrics by the aliases of the birth, or in full
   */
  static Peer sparkplug(DittoMappers ditto, boolean aliases) {
    MessageMapper ours =
        ditto.mapper("SparkplugB", JsonObject.of("{\"units\":{\"pressure\":\"kPa\"}}"));
    ours.map(
        message(
            "spBv1.0/org.test/NBIRTH/line1",
            Edge.payload(0).metric("bdSeq", MetricDataType.Int64, 1L),
            0));
    ours.map(message("spBv1.0/org.test/DBIRTH/line1/pump7", birth(aliases), 0));
    List<ExternalMessage> data = new ArrayList<>();
    for (int i = 0; i < 256; i++) {
      Edge edge = Edge.payload((i + 2) % 256);
      for (int k = 0; k < METRICS.size(); k++) {
        SparkplugMetric metric = METRICS.get(k);
        Object value = metric.value().apply(i);
        if (aliases) {
          edge.alias(k + 1, metric.type(), value);
        } else {
          edge.metric(metric.name(), metric.type(), value);
        }
      }
      data.add(message(TOPIC, edge, i));
    }
    return new Peer(ours, ditto.mapper("JavaScript", script("sparkplug.js")), data);
  }

  private static Edge birth(boolean aliases) {
    Edge birth = Edge.payload(1);
    for (int k = 0; k < METRICS.size(); k++) {
      SparkplugMetric metric = METRICS.get(k);
      long alias = k + 1;
      UnaryOperator<MetricBuilder> unit =
          metric.unit() == null ? builder -> builder : Edge.unit(metric.unit());
      birth.metric(
          metric.name(),
          metric.type(),
          metric.value().apply(0),
          builder -> unit.apply(aliases ? builder.alias(alias) : builder));
    }
    return birth;
  }

  private static ExternalMessage message(String topic, Edge edge, int number) {
    return ExternalMessageFactory.newExternalMessageBuilder(
            Map.of(
                "correlation-id",
                "c-" + number,
                "content-type",
                "application/octet-stream",
                "mqtt.topic",
                topic))
        .withBytes(edge.bytes())
        .build();
  }

  private static JsonObject script(String name) {
    try (InputStream stream = Peer.class.getResourceAsStream(name)) {
      return JsonObject.newBuilder()
          .set("incomingScript", new String(stream.readAllBytes(), StandardCharsets.UTF_8))
          .set("outgoingScript", "")
          .set("loadBytebufferJS", "false")
          .set("loadLongJS", "false")
          .build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ditto messages to compare: without the times of reception, and 5 as 5.0. */
  static List<JsonNode> comparable(List<Adaptable> messages) {
    return messages.stream()
        .map(
            message -> {
              try {
                return plain(
                    JSON.readTree(
                        ProtocolFactory.wrapAsJsonifiableAdaptable(message).toJsonString()));
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            })
        .toList();
  }

  private static JsonNode plain(JsonNode node) {
    if (node instanceof ObjectNode object) {
      boolean gatewayIsUs =
          object.has("receivedAt")
              && object.get("receivedAt").equals(object.get("serverTimestamp"));
      object.remove("receivedAt");
      if (gatewayIsUs) {
        object.remove("serverTimestamp");
      }
      Iterator<String> names =
          List.copyOf(object.properties().stream().map(Map.Entry::getKey).toList()).iterator();
      while (names.hasNext()) {
        String name = names.next();
        object.set(name, plain(object.get(name)));
      }
      return object;
    }
    return node.isNumber() ? DoubleNode.valueOf(node.doubleValue()) : node;
  }
}

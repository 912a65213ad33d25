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
import org.eclipse.ditto.connectivity.api.ExternalMessage;
import org.eclipse.ditto.connectivity.api.ExternalMessageFactory;
import org.eclipse.ditto.connectivity.service.mapping.MessageMapper;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.protocol.Adaptable;
import org.eclipse.ditto.protocol.ProtocolFactory;
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

  /** Ten metrics of one device by name, since a script knows no aliases; the births came before. */
  static Peer sparkplug(DittoMappers ditto) {
    MessageMapper ours =
        ditto.mapper("SparkplugB", JsonObject.of("{\"units\":{\"pressure\":\"kPa\"}}"));
    ours.map(
        message(
            "spBv1.0/org.test/NBIRTH/line1",
            Edge.payload(0).metric("bdSeq", MetricDataType.Int64, 1L),
            0));
    ours.map(message("spBv1.0/org.test/DBIRTH/line1/pump7", birth(), 0));
    List<ExternalMessage> data = new ArrayList<>();
    for (int i = 0; i < 256; i++) {
      Edge edge = Edge.payload((i + 2) % 256);
      edge.metric("bearing_temp", MetricDataType.Double, 60 + i / 8.0)
          .metric("flow", MetricDataType.Double, 100 + i / 4.0)
          .metric("pressure", MetricDataType.Double, 200_000.0 + i)
          .metric("vibration", MetricDataType.Double, 2.5 + i / 16.0)
          .metric("motor_current", MetricDataType.Double, 11.25)
          .metric("speed", MetricDataType.Int32, i - 100)
          .metric("level", MetricDataType.Float, 42.5f)
          .metric("running", MetricDataType.Boolean, i % 2 == 0)
          .metric("starts", MetricDataType.UInt32, 3_000_000_000L + i)
          .metric("power", MetricDataType.Double, 7.75);
      data.add(message(TOPIC, edge, i));
    }
    return new Peer(ours, ditto.mapper("JavaScript", script("sparkplug.js")), data);
  }

  private static Edge birth() {
    return Edge.payload(1)
        .metric("bearing_temp", MetricDataType.Double, 1.0, Edge.unit("Cel"))
        .metric("flow", MetricDataType.Double, 1.0, Edge.unit("m3/h"))
        .metric("pressure", MetricDataType.Double, 1.0, Edge.unit("Pa"))
        .metric("vibration", MetricDataType.Double, 1.0, Edge.unit("mm/s"))
        .metric("motor_current", MetricDataType.Double, 1.0, Edge.unit("A"))
        .metric("speed", MetricDataType.Int32, 1, Edge.unit("rpm"))
        .metric("level", MetricDataType.Float, 1f, Edge.unit("%"))
        .metric("running", MetricDataType.Boolean, true)
        .metric("starts", MetricDataType.UInt32, 1L)
        .metric("power", MetricDataType.Double, 1.0, Edge.unit("kW"));
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

package org.twinsuite.ditto.extensions.sparkplug;

import java.util.List;
import java.util.Map;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonValue;
import org.twinsuite.ditto.extensions.sample.ByteBoundedMap;
import org.twinsuite.ditto.extensions.sample.LostSource;
import org.twinsuite.ditto.extensions.sample.MappedMessage;
import org.twinsuite.ditto.extensions.sample.PayloadError;
import org.twinsuite.ditto.extensions.sample.Rejected;
import org.twinsuite.ditto.extensions.sample.Request;
import org.twinsuite.ditto.extensions.sample.Sample;
import org.twinsuite.ditto.extensions.sample.SampleReader;
import org.twinsuite.ditto.extensions.sample.Samples;
import org.twinsuite.ditto.extensions.sample.SourceUnit;
import org.twinsuite.twin.Quality;
import org.twinsuite.twin.WellFormedText;
import org.twinsuite.twin.unit.UnitNames;

/**
 * Sparkplug B payloads (Eclipse Sparkplug 3.0). Remembers the births, so one reader must see all
 * messages of an edge node, in order.
 */
public final class SparkplugReader implements SampleReader {

  private static final int TOPICS = 20_000;
  private static final long TOPIC_BYTES = 8L << 20;
  private static final int NODES = 20_000;
  private static final long NODE_BYTES = 64L << 20;
  private static final int MAX_TOPIC = 1_024;
  private static final String FIX_REBIRTH =
      "Nothing: a rebirth has been asked for; if none comes, publish Node Control/Rebirth = true to"
          + " the node's NCMD topic";

  private final SparkplugOptions options;
  private final ByteBoundedMap<String, Topic> topics = new ByteBoundedMap<>(TOPIC_BYTES, TOPICS);

  /** Of a node that is forgotten the next message asks for a rebirth. */
  private final ByteBoundedMap<String, EdgeNode> nodes = new ByteBoundedMap<>(NODE_BYTES, NODES);

  public SparkplugReader(SparkplugOptions options) {
    this.options = options;
  }

  @Override
  public void read(MappedMessage message, Samples into) {
    Topic topic = topic(message);
    if (topic.type() == Topic.Type.OTHER) {
      return;
    }
    Payload payload = PayloadDecoder.decode(message.asBytes());
    String id = topic.group() + "/" + topic.node();
    EdgeNode known = nodes.get(id);
    EdgeNode node = known == null ? new EdgeNode() : known;
    long before = node.bytes();
    read(topic, payload, node, message, into);
    if (known == null || node.bytes() != before) {
      nodes.put(id, node, node.bytes() + 2L * id.length());
    }
  }

  private void read(
      Topic topic, Payload payload, EdgeNode node, MappedMessage message, Samples into) {
    switch (topic.type()) {
      case NDEATH -> nodeDeath(topic, payload, node, into);
      case NBIRTH -> {
        node.born(payload.seq);
        node.birthSeq = birthSeq(payload);
        metrics(topic, payload, node, message, into);
      }
      default -> {
        String gap = node.follow(payload.seq);
        if (gap != null) {
          ask(topic, node, gap, message.receivedAt(), into);
        }
        if (topic.type() == Topic.Type.DDEATH) {
          lost(topic.thing(), node.births.remove(topic.thing()), into);
        } else {
          metrics(topic, payload, node, message, into);
        }
      }
    }
  }

  private Topic topic(MappedMessage message) {
    String text = message.header(options.topicHeader());
    if (text == null) {
      throw new PayloadError(
          "header " + options.topicHeader(),
          "is missing, so nothing tells whose metrics these are",
          "Name the header that carries the MQTT topic in the option topicHeader");
    }
    Topic topic = topics.get(text);
    if (topic == null) {
      if (text.length() > MAX_TOPIC) {
        throw new PayloadError(
            "topic", "has " + text.length() + " characters", "Use topics of at most " + MAX_TOPIC);
      }
      topic = Topic.of(text, options);
      topics.put(text, topic, 6L * text.length());
    }
    return topic;
  }

  private void metrics(
      Topic topic, Payload payload, EdgeNode node, MappedMessage message, Samples into) {
    boolean birth = topic.type().isBirth();
    Births births =
        birth
            ? node.births.compute(topic.thing(), (thing, before) -> new Births())
            : node.births.getOrDefault(topic.thing(), Births.NONE);
    List<Metric> metrics = payload.metrics;
    for (int i = 0; i < metrics.size(); i++) {
      Metric metric = metrics.get(i);
      Births.Definition definition;
      if (birth) {
        definition = define(topic, metric, i, births, into);
      } else {
        definition = births.of(metric);
        if (definition == null && metric.name != null) {
          definition = definition(metric);
        }
        if (definition == null) {
          into.add(unknownAlias(topic, metric, i));
          ask(topic, node, "unknown alias " + metric.alias, message.receivedAt(), into);
        }
      }
      if (definition != null && definition.tag() != null) {
        sample(topic, payload, metric, i, definition, into);
      }
    }
  }

  private static Births.Definition define(
      Topic topic, Metric metric, int index, Births births, Samples into) {
    if (metric.name == null || metric.name.isEmpty()) {
      into.add(
          new Rejected(
              topic.thing(),
              "metrics[" + index + "].name",
              "is missing in a birth",
              "Send the name with each metric of a birth, aliases only in data messages",
              null));
      return null;
    }
    Births.Definition definition = definition(metric);
    if (!births.add(metric, definition)) {
      into.add(
          new Rejected(
              topic.thing(),
              "metrics[" + index + "]",
              "the birth has more metrics than can be remembered, or longer names",
              "Send births of at most " + Births.MAX_METRICS + " metrics",
              null));
      return null;
    }
    return definition;
  }

  private static Births.Definition definition(Metric metric) {
    boolean control =
        metric.name.equals("bdSeq")
            || metric.name.startsWith("Node Control/")
            || metric.name.startsWith("Device Control/");
    return new Births.Definition(
        control ? null : metric.name,
        DataType.of(metric.dataType),
        SourceUnit.named(metric.unit, UnitNames.PLANT));
  }

  private static void sample(
      Topic topic,
      Payload payload,
      Metric metric,
      int index,
      Births.Definition definition,
      Samples into) {
    DataType type = metric.dataType == 0 ? definition.type() : DataType.of(metric.dataType);
    JsonValue value = null;
    Quality quality;
    if (metric.isNull) {
      quality = Quality.bad("Null");
    } else {
      try {
        value = MetricValues.of(metric, type);
      } catch (IllegalArgumentException e) {
        into.add(
            new Rejected(
                topic.thing(),
                "metrics[" + index + "].value",
                WellFormedText.shown(definition.tag()) + ": " + e.getMessage(),
                "Send one of the scalar or array types of Sparkplug 3.0",
                null));
        return;
      }
      quality = value == null ? Quality.bad("NotFinite") : metric.quality;
    }
    into.add(
        new Sample(
            topic.thing(),
            definition.tag(),
            value,
            metric.unit == null
                ? definition.unit()
                : SourceUnit.named(metric.unit, UnitNames.PLANT),
            quality,
            metric.timestamp == Sample.UNKNOWN ? payload.timestamp : metric.timestamp,
            payload.timestamp,
            metric.historical));
  }

  private static void nodeDeath(Topic topic, Payload payload, EdgeNode node, Samples into) {
    Long dying = birthSeq(payload);
    if (node.birthSeq != null && dying != null && !dying.equals(node.birthSeq)) {
      return; // the will of a session that a newer birth has replaced
    }
    if (node.births.isEmpty()) {
      into.add(
          new Rejected(
              topic.nodeThing(),
              "topic",
              "the edge node died before a birth of it was received, so its points are not known",
              "Nothing: its next birth names them",
              null));
    }
    node.births.forEach((thing, births) -> lost(thing, births, into));
    node.died();
  }

  private static void lost(String thing, Births births, Samples into) {
    if (births != null) {
      into.add(new LostSource(thing, births.tags()));
    }
  }

  private void ask(Topic topic, EdgeNode node, String reason, long now, Samples into) {
    if (node.asks(now, options.rebirthSeconds())) {
      into.add(
          new Request(
              topic.nodeThing(),
              Rebirth.SUBJECT,
              JsonObject.newBuilder()
                  .set("group", topic.group())
                  .set("node", topic.node())
                  .set("reason", reason)
                  .build(),
              Map.of(Rebirth.TOPIC_HEADER, Rebirth.topic(topic.group(), topic.node()))));
    }
  }

  private static Rejected unknownAlias(Topic topic, Metric metric, int index) {
    JsonValue raw = null;
    if (metric.kind == Metric.Kind.DOUBLE) {
      raw = MetricValues.finite(metric.doubleValue);
    } else if (metric.kind == Metric.Kind.FLOAT) {
      raw = MetricValues.finite(metric.floatValue);
    } else if (metric.kind == Metric.Kind.INT || metric.kind == Metric.Kind.LONG) {
      raw = JsonValue.of(metric.kind == Metric.Kind.INT ? metric.intValue : metric.longValue);
    }
    return new Rejected(
        topic.thing(),
        "metrics[" + index + "].alias",
        "alias " + metric.alias + " is not in the birth",
        FIX_REBIRTH,
        raw);
  }

  private static Long birthSeq(Payload payload) {
    for (Metric metric : payload.metrics) {
      if ("bdSeq".equals(metric.name)) {
        return metric.kind == Metric.Kind.INT ? metric.intValue & 0xFFFF_FFFFL : metric.longValue;
      }
    }
    return null;
  }
}

package org.twinsuite.ditto.extensions.sparkplug;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonValue;
import org.twinsuite.ditto.extensions.sample.Inbound;
import org.twinsuite.ditto.extensions.sample.PayloadError;
import org.twinsuite.ditto.extensions.sample.Readings;
import org.twinsuite.ditto.extensions.sample.Rejected;
import org.twinsuite.ditto.extensions.sample.Request;
import org.twinsuite.ditto.extensions.sample.Sample;
import org.twinsuite.ditto.extensions.sample.SampleReader;
import org.twinsuite.ditto.extensions.sample.Stale;
import org.twinsuite.twin.Quality;

/**
 * Sparkplug B payloads (Eclipse Sparkplug 3.0). Keeps what the births said, so one reader must see
 * all messages of an edge node, in order.
 */
public final class SparkplugReader implements SampleReader {

  private static final int REMEMBERED = 100_000;
  private static final String FIX_REBIRTH =
      "Nothing: a rebirth has been asked for; if none comes, publish Node Control/Rebirth = true to"
          + " the node's NCMD topic";

  private final SparkplugOptions options;
  private final Map<String, Topic> topics = new HashMap<>();
  private final Map<String, EdgeNode> nodes = new HashMap<>();

  public SparkplugReader(SparkplugOptions options) {
    this.options = options;
  }

  @Override
  public void read(Inbound message, Readings into) {
    Topic topic = topic(message);
    if (topic.type() == Topic.Type.OTHER) {
      return;
    }
    Payload payload = PayloadDecoder.decode(message.asBytes());
    EdgeNode node = nodes.computeIfAbsent(topic.group() + "/" + topic.node(), id -> new EdgeNode());
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
          stale(topic.thing(), node.births.remove(topic.thing()), into);
        } else {
          metrics(topic, payload, node, message, into);
        }
      }
    }
  }

  private Topic topic(Inbound message) {
    String text = message.header(options.topicHeader());
    if (text == null) {
      throw new PayloadError(
          "header " + options.topicHeader(),
          "is missing, so nothing tells whose metrics these are",
          "Name the header that carries the MQTT topic in the option topicHeader");
    }
    Topic topic = topics.get(text);
    if (topic == null) {
      topic = Topic.of(text, options);
      if (topics.size() < REMEMBERED) {
        topics.put(text, topic);
      }
    }
    return topic;
  }

  private void metrics(
      Topic topic, Payload payload, EdgeNode node, Inbound message, Readings into) {
    boolean birth = topic.type().isBirth();
    Births births =
        birth
            ? node.births.compute(topic.thing(), (thing, before) -> new Births())
            : node.births.getOrDefault(topic.thing(), new Births());
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
        sample(topic, payload, metric, i, definition, message.receivedAt(), into);
      }
    }
  }

  private static Births.Definition define(
      Topic topic, Metric metric, int index, Births births, Readings into) {
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
    births.add(metric, definition);
    return definition;
  }

  private static Births.Definition definition(Metric metric) {
    boolean control =
        metric.name.equals("bdSeq")
            || metric.name.startsWith("Node Control/")
            || metric.name.startsWith("Device Control/");
    return new Births.Definition(
        control ? null : metric.name, DataType.of(metric.dataType), metric.unit);
  }

  private static void sample(
      Topic topic,
      Payload payload,
      Metric metric,
      int index,
      Births.Definition definition,
      long receivedAt,
      Readings into) {
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
                definition.tag() + ": " + e.getMessage(),
                "Send one of the scalar or array types of Sparkplug 3.0",
                null));
        return;
      }
      quality = value == null ? Quality.bad("NotFinite") : Qualities.of(metric.quality);
    }
    long sent = payload.timestamp == Sample.UNKNOWN ? receivedAt : payload.timestamp;
    into.add(
        new Sample(
            topic.thing(),
            definition.tag(),
            value,
            metric.unit == null ? definition.unit() : metric.unit,
            quality,
            metric.timestamp == Sample.UNKNOWN ? sent : metric.timestamp,
            payload.timestamp,
            metric.historical));
  }

  private static void nodeDeath(Topic topic, Payload payload, EdgeNode node, Readings into) {
    Long dying = birthSeq(payload);
    if (node.birthSeq != null && dying != null && !dying.equals(node.birthSeq)) {
      return; // the will of a session that a newer birth has replaced
    }
    if (node.births.isEmpty()) {
      into.add(
          new Rejected(
              topic.nodeThing(),
              "topic",
              "the edge node died before any birth of it was seen, so its points are not known",
              "Nothing: they are told by its next birth",
              null));
    }
    node.births.forEach((thing, births) -> stale(thing, births, into));
    node.died();
  }

  private static void stale(String thing, Births births, Readings into) {
    if (births != null) {
      into.add(new Stale(thing, births.tags()));
    }
  }

  private void ask(Topic topic, EdgeNode node, String reason, long now, Readings into) {
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
        "alias " + metric.alias + " is told by no birth",
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

package org.twinsuite.connectors.scada.sparkplug;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.tahu.protobuf.SparkplugBProto.Payload;
import org.eclipse.tahu.protobuf.SparkplugBProto.Payload.Metric;

/**
 * What a host knows of one edge node (specification 3.0, 5): whether it is alive, its sequence, the
 * names and types its aliases stand for. Aliases are looked up by the device of the topic: many
 * edge nodes start numbering them at each. Used by one thread, but for {@link #alive}.
 */
final class EdgeNodeState {

  private static final String BD_SEQ = "bdSeq";
  private static final int SEQUENCE = 256;

  /** Of a node with its devices; what a broker passes on must not fill our memory. */
  private static final int MOST_METRICS = 200_000;

  /** A metric as its birth announced it. */
  record Known(String device, String name, int datatype) {}

  /** What follows from a message. */
  interface Outcome {

    /**
     * A value; {@code metric} says neither name nor type where the birth did.
     *
     * @param payload the message it came in
     */
    void value(Known known, Metric metric, Payload payload);

    /** All there is now of the node ({@code device} null) or device. */
    void born(String device, List<Known> metrics);

    /** Nothing is known any more of the node with all its devices, or of one device. */
    void died(String device);

    /** Only a new birth helps. */
    void rebirth(String reason);

    /** A part of a message that cannot be used. */
    void rejected(String reason);
  }

  /** What a birth announced of the node itself or of one device. */
  private static final class Born {
    final Map<String, Known> byName = new HashMap<>();
    final Map<Long, Known> byAlias = new HashMap<>();
  }

  private final Map<String, Born> births = new HashMap<>();
  private volatile boolean alive;

  /** All that the births announced. */
  private int metrics;

  /** Null if the birth did not say. */
  private Long bdSeq;

  private long last;

  void accept(SparkplugTopic topic, Payload payload, Outcome outcome) {
    switch (topic.type()) {
      case NBIRTH -> {
        births.clear();
        metrics = 0;
        alive = true;
        bdSeq = bdSeq(payload);
        last = payload.getSeq();
        birth(null, payload, outcome);
      }
      case NDEATH -> {
        Long dying = bdSeq(payload);
        // the will of a session that a newer birth has replaced is ignored
        if (alive && (bdSeq == null || dying == null || dying.equals(bdSeq))) {
          alive = false;
          outcome.died(null);
        }
      }
      case DBIRTH -> {
        if (inSequence(payload, outcome)) {
          birth(topic.device(), payload, outcome);
        }
      }
      case DDEATH -> {
        if (inSequence(payload, outcome)) {
          births.remove(topic.device());
          outcome.died(topic.device());
        }
      }
      case NDATA, DDATA -> {
        if (inSequence(payload, outcome)) {
          data(topic.device(), payload, outcome);
        }
      }
    }
  }

  /** The metric as announced; null if it was not. */
  Known known(String device, String name) {
    Born born = births.get(key(device));
    return born == null ? null : born.byName.get(name);
  }

  boolean alive() {
    return alive;
  }

  private static String key(String device) {
    return device == null ? "" : device;
  }

  /** Null if the message has none. */
  private static Long bdSeq(Payload payload) {
    for (Metric metric : payload.getMetricsList()) {
      if (BD_SEQ.equals(metric.getName())) {
        if (metric.hasLongValue()) {
          return metric.getLongValue();
        }
        return metric.hasIntValue() ? Integer.toUnsignedLong(metric.getIntValue()) : null;
      }
    }
    return null;
  }

  /** False if nothing can be made of the message; a gap alone does not spoil what it says. */
  private boolean inSequence(Payload payload, Outcome outcome) {
    if (!alive) {
      outcome.rebirth("data before a birth");
      return false;
    }
    long expected = (last + 1) % SEQUENCE;
    // a broker may deliver a message twice: then nothing is missing
    if (payload.hasSeq() && payload.getSeq() == last) {
      return true;
    }
    last = payload.hasSeq() ? payload.getSeq() : expected;
    if (!payload.hasSeq()) {
      outcome.rebirth("a message without a sequence number");
    } else if (last != expected) {
      outcome.rebirth("sequence number " + last + " instead of " + expected);
    }
    return true;
  }

  private void birth(String device, Payload payload, Outcome outcome) {
    Born born = new Born();
    int before = births.containsKey(key(device)) ? births.get(key(device)).byName.size() : 0;
    metrics += payload.getMetricsCount() - before;
    if (metrics > MOST_METRICS) {
      metrics -= payload.getMetricsCount() - before;
      outcome.rejected(
          "a birth with %d metrics is left out: more than %d in one edge node"
              .formatted(payload.getMetricsCount(), MOST_METRICS));
      return;
    }
    for (Metric metric : payload.getMetricsList()) {
      if (metric.getName().isEmpty()) {
        outcome.rejected("a metric without a name in a birth is left out");
        continue;
      }
      Known known = new Known(device, metric.getName(), metric.getDatatype());
      born.byName.put(metric.getName(), known);
      if (metric.hasAlias()) {
        born.byAlias.put(metric.getAlias(), known);
      }
    }
    births.put(key(device), born);
    outcome.born(device, new ArrayList<>(born.byName.values()));
    for (Metric metric : payload.getMetricsList()) {
      Known known = born.byName.get(metric.getName());
      if (known != null) {
        outcome.value(known, metric, payload);
      }
    }
  }

  private void data(String device, Payload payload, Outcome outcome) {
    Born born = births.get(key(device));
    if (born == null) {
      outcome.rebirth("data of device " + device + " before its birth");
    }
    for (Metric metric : payload.getMetricsList()) {
      Known known = known(device, born, metric);
      if (known != null) {
        outcome.value(known, metric, payload);
      } else if (born != null) {
        outcome.rebirth(
            metric.getName().isEmpty()
                ? "alias " + metric.getAlias() + " is unknown"
                : "metric " + metric.getName() + " is unknown");
      }
    }
  }

  /** A metric that says its name and type itself needs no birth. */
  private static Known known(String device, Born born, Metric metric) {
    if (metric.getName().isEmpty()) {
      return born == null ? null : born.byAlias.get(metric.getAlias());
    }
    Known announced = born == null ? null : born.byName.get(metric.getName());
    return announced != null || metric.getDatatype() == 0
        ? announced
        : new Known(device, metric.getName(), metric.getDatatype());
  }
}

package org.twinsuite.connectors.scada.sparkplug;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.tahu.protobuf.SparkplugBProto.Payload;
import org.eclipse.tahu.protobuf.SparkplugBProto.Payload.Metric;

/**
 * What a host knows of one edge node (specification 3.0, 5): whether it is alive, its sequence, the
 * names and types its aliases stand for. Used by one thread.
 */
final class EdgeNodeState {

  private static final String BD_SEQ = "bdSeq";
  private static final int SEQUENCE = 256;

  /** A metric as its birth announced it. */
  record Known(String device, String name, int datatype) {}

  /** What follows from a message. */
  interface Outcome {

    /** A value; {@code metric} says neither name nor type where the birth did. */
    void value(Known known, Metric metric, long payloadTime);

    /** All there is now of the node ({@code device} null) or device. */
    void born(String device, List<Known> metrics);

    /** Nothing is known any more of the node with all its devices, or of one device. */
    void died(String device);

    /** Only a new birth helps. */
    void rebirth(String reason);
  }

  private final Map<Long, Known> byAlias = new HashMap<>();
  private final Map<String, Map<String, Known>> byDeviceAndName = new HashMap<>();
  private boolean alive;
  private long bdSeq = -1;
  private long last;

  void accept(SparkplugTopic topic, Payload payload, Outcome outcome) {
    switch (topic.type()) {
      case NBIRTH -> {
        byAlias.clear();
        byDeviceAndName.clear();
        alive = true;
        bdSeq = bdSeq(payload);
        last = payload.getSeq();
        birth(null, payload, outcome);
      }
      case NDEATH -> {
        if (alive && bdSeq(payload) == bdSeq) {
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
          byDeviceAndName.remove(topic.device());
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
    return byDeviceAndName.getOrDefault(key(device), Map.of()).get(name);
  }

  boolean alive() {
    return alive;
  }

  private static String key(String device) {
    return device == null ? "" : device;
  }

  private static long bdSeq(Payload payload) {
    for (Metric metric : payload.getMetricsList()) {
      if (BD_SEQ.equals(metric.getName())) {
        return metric.hasLongValue() ? metric.getLongValue() : metric.getIntValue();
      }
    }
    return -1;
  }

  /** False if nothing can be made of the message; a gap alone does not spoil what it says. */
  private boolean inSequence(Payload payload, Outcome outcome) {
    if (!alive) {
      outcome.rebirth("data before a birth");
      return false;
    }
    long expected = (last + 1) % SEQUENCE;
    last = payload.getSeq();
    if (last != expected) {
      outcome.rebirth("sequence number " + last + " instead of " + expected);
    }
    return true;
  }

  private void birth(String device, Payload payload, Outcome outcome) {
    Map<String, Known> names = new HashMap<>();
    for (Metric metric : payload.getMetricsList()) {
      Known known = new Known(device, metric.getName(), metric.getDatatype());
      names.put(metric.getName(), known);
      if (metric.hasAlias()) {
        byAlias.put(metric.getAlias(), known);
      }
    }
    byDeviceAndName.put(key(device), names);
    outcome.born(device, new ArrayList<>(names.values()));
    for (Metric metric : payload.getMetricsList()) {
      outcome.value(names.get(metric.getName()), metric, payload.getTimestamp());
    }
  }

  private void data(String device, Payload payload, Outcome outcome) {
    Map<String, Known> names = byDeviceAndName.get(key(device));
    if (names == null) {
      outcome.rebirth("data of device " + device + " before its birth");
      return;
    }
    for (Metric metric : payload.getMetricsList()) {
      Known known =
          metric.hasName() && !metric.getName().isEmpty()
              ? names.get(metric.getName())
              : byAlias.get(metric.getAlias());
      if (known == null) {
        outcome.rebirth(
            metric.hasAlias()
                ? "alias " + metric.getAlias() + " is unknown"
                : "metric " + metric.getName() + " is unknown");
      } else {
        outcome.value(known, metric, payload.getTimestamp());
      }
    }
  }
}

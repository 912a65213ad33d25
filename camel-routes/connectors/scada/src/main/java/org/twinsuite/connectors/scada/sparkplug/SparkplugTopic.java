package org.twinsuite.connectors.scada.sparkplug;

import java.util.Optional;

/**
 * Topic of a message of an edge node: {@code spBv1.0/group/TYPE/node[/device]}.
 *
 * @param device null for the node itself
 */
record SparkplugTopic(SparkplugAddress.EdgeNode node, Type type, String device) {

  static final String NAMESPACE = "spBv1.0";

  enum Type {
    NBIRTH,
    NDATA,
    NDEATH,
    DBIRTH,
    DDATA,
    DDEATH
  }

  /** Empty for commands, STATE and whatever else is published there. */
  static Optional<SparkplugTopic> of(String topic) {
    String[] parts = topic.split("/");
    if (parts.length < 4 || parts.length > 5 || !NAMESPACE.equals(parts[0])) {
      return Optional.empty();
    }
    for (Type type : Type.values()) {
      if (type.name().equals(parts[2]) && (parts.length == 5) == type.name().startsWith("D")) {
        return Optional.of(
            new SparkplugTopic(
                new SparkplugAddress.EdgeNode(parts[1], parts[3]),
                type,
                parts.length == 5 ? parts[4] : null));
      }
    }
    return Optional.empty();
  }

  static String command(SparkplugAddress.EdgeNode node, String device) {
    String type = device == null ? "NCMD" : "DCMD";
    String topic = NAMESPACE + "/" + node.group() + "/" + type + "/" + node.name();
    return device == null ? topic : topic + "/" + device;
  }

  static String state(String host) {
    return NAMESPACE + "/STATE/" + host;
  }
}

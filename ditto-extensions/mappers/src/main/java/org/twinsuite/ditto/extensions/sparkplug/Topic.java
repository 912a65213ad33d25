package org.twinsuite.ditto.extensions.sparkplug;

import org.twinsuite.ditto.extensions.sample.PayloadError;
import org.twinsuite.twin.WellFormedText;

/**
 * A Sparkplug topic: {@code spBv1.0/group/type/node[/device]}.
 *
 * @param device {@code null} for messages of the edge node itself
 * @param nodeThing thing id of the edge node
 * @param thing thing id that the message's metrics belong to
 */
record Topic(String group, Type type, String node, String device, String nodeThing, String thing) {

  enum Type {
    NBIRTH,
    DBIRTH,
    NDATA,
    DDATA,
    NDEATH,
    DDEATH,
    /** Commands and the state of host applications: nothing for a twin. */
    OTHER;

    boolean isBirth() {
      return this == NBIRTH || this == DBIRTH;
    }
  }

  /**
   * @throws PayloadError if it is not a Sparkplug B topic
   */
  static Topic of(String topic, SparkplugOptions options) {
    String[] parts = topic.split("/", -1);
    if (parts[0].equals("STATE") || parts.length > 1 && parts[1].equals("STATE")) {
      return new Topic("", Type.OTHER, "", null, "", "");
    }
    if (!parts[0].equals("spBv1.0") || parts.length < 4 || parts.length > 5) {
      throw error(topic, "is not a topic of Sparkplug B");
    }
    Type type =
        switch (parts[2]) {
          case "NCMD", "DCMD" -> Type.OTHER;
          case "NBIRTH", "DBIRTH", "NDATA", "DDATA", "NDEATH", "DDEATH" -> Type.valueOf(parts[2]);
          default ->
              throw error(topic, "has the unknown message type " + WellFormedText.shown(parts[2]));
        };
    String device = parts.length == 5 ? parts[4] : null;
    if (type != Type.OTHER && (device != null) != (parts[2].charAt(0) == 'D')) {
      throw error(topic, device == null ? "lacks the device" : "has a device that should not be");
    }
    String node = options.isNodeBeforePoint() ? withoutPoints(parts[3]) : parts[3];
    String nodeThing = options.nodeThingId().fill("topic", parts[1], node);
    String thing =
        device == null ? nodeThing : options.thingId().fill("topic", parts[1], node, device);
    return new Topic(parts[1], type, parts[3], device, nodeThing, thing);
  }

  /** Otherwise device b of node a and node a.b would be the same thing. */
  private static String withoutPoints(String node) {
    return node.indexOf('.') < 0
        ? node
        : node.replace("_x002E_", "_x005F_x002E_").replace(".", "_x002E_");
  }

  private static PayloadError error(String topic, String reason) {
    return new PayloadError(
        "topic",
        "'" + WellFormedText.shown(topic) + "' " + reason,
        "Subscribe to spBv1.0/GROUP/+/NODE/# only, and let the header named by topicHeader carry"
            + " the topic");
  }
}

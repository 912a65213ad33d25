package org.twinsuite.ditto.extensions.sparkplug;

import org.twinsuite.ditto.extensions.sample.PayloadError;

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
   * @throws PayloadError if it is no Sparkplug B topic
   */
  static Topic of(String topic, SparkplugOptions options) {
    String[] parts = topic.split("/", -1);
    if (parts[0].equals("STATE") || parts.length > 1 && parts[1].equals("STATE")) {
      return new Topic("", Type.OTHER, "", null, "", "");
    }
    if (!parts[0].equals("spBv1.0") || parts.length < 4 || parts.length > 5) {
      throw error(topic, "is none of Sparkplug B");
    }
    Type type =
        switch (parts[2]) {
          case "NCMD", "DCMD" -> Type.OTHER;
          case "NBIRTH", "DBIRTH", "NDATA", "DDATA", "NDEATH", "DDEATH" -> Type.valueOf(parts[2]);
          default -> throw error(topic, "has the unknown message type " + parts[2]);
        };
    String device = parts.length == 5 ? parts[4] : null;
    if (type != Type.OTHER && (device != null) != (parts[2].charAt(0) == 'D')) {
      throw error(topic, device == null ? "lacks the device" : "has a device that should not be");
    }
    String nodeThing = options.nodeThingId().fill("topic", parts[1], parts[3]);
    String thing =
        device == null ? nodeThing : options.thingId().fill("topic", parts[1], parts[3], device);
    return new Topic(parts[1], type, parts[3], device, nodeThing, thing);
  }

  private static PayloadError error(String topic, String reason) {
    return new PayloadError(
        "topic",
        "'" + topic + "' " + reason,
        "Subscribe to spBv1.0/GROUP/+/NODE/# only, and let the header named by topicHeader carry"
            + " the topic");
  }
}

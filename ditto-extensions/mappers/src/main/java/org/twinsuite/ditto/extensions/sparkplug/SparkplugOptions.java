package org.twinsuite.ditto.extensions.sparkplug;

import java.util.List;
import org.twinsuite.ditto.extensions.option.IdTemplate;
import org.twinsuite.ditto.extensions.option.Option;
import org.twinsuite.ditto.extensions.option.OptionValues;

/**
 * Options of the Sparkplug mapper.
 *
 * @param thingId thing of a device
 * @param nodeThingId thing of an edge node
 * @param topicHeader header that carries the MQTT topic
 * @param rebirthSeconds how often a node is asked for its birth at most
 */
public record SparkplugOptions(
    IdTemplate thingId, IdTemplate nodeThingId, String topicHeader, int rebirthSeconds) {

  private static final Option<IdTemplate> THING_ID =
      Option.id(
          "thingId",
          "{group}:{node}.{device}",
          "Thing of a device; places `{group}`, `{node}`, `{device}`",
          "group",
          "node",
          "device");
  private static final Option<IdTemplate> NODE_THING_ID =
      Option.id(
          "nodeThingId",
          "{group}:{node}",
          "Thing of an edge node, which gets the node's own metrics and the requests for a rebirth;"
              + " places `{group}`, `{node}`",
          "group",
          "node");
  private static final Option<String> TOPIC_HEADER =
      Option.text("topicHeader", "mqtt.topic", "Header that carries the Sparkplug topic");
  private static final Option<Integer> REBIRTH =
      Option.number(
          "rebirthSeconds",
          30,
          1,
          86_400,
          "How long an edge node has to answer a request for a rebirth before it is asked again");

  /** The options, in the order of the README. */
  public static final List<Option<?>> ALL = List.of(THING_ID, NODE_THING_ID, TOPIC_HEADER, REBIRTH);

  /** Whether a point in a node's name could be the one between node and device. */
  boolean isNodeBeforePoint() {
    return thingId.toString().contains("{node}.");
  }

  public static SparkplugOptions of(OptionValues values) {
    return new SparkplugOptions(
        values.get(THING_ID),
        values.get(NODE_THING_ID),
        values.get(TOPIC_HEADER),
        values.get(REBIRTH));
  }
}

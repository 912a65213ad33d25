package org.twinsuite.pipeline.change;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Utils;
import org.twinsuite.pipeline.twin.ThingView;

/**
 * Things of one parent are judged together, so that a rule can tell whose fault its siblings feel.
 */
final class Groups {
  private Groups() {}

  /** The parent; a thing without one is a group of its own. */
  static String key(String thingId, ThingView view) {
    String parent = view.context().parent();
    return parent == null ? thingId : parent;
  }

  /** Partition of the group topic, as Kafka's default partitioner decides: murmur2 of the key. */
  static int partition(String key, int partitions) {
    return Utils.toPositive(Utils.murmur2(key.getBytes(StandardCharsets.UTF_8))) % partitions;
  }
}

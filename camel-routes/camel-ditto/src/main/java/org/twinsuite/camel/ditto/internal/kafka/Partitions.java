package org.twinsuite.camel.ditto.internal.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.common.utils.Utils;

/** Where things live in a topic that is keyed by thing id. */
final class Partitions {

  private Partitions() {}

  /** As Kafka's default partitioner decides: murmur2 of the key. */
  static int of(String thingId, int partitions) {
    return Utils.toPositive(Utils.murmur2(thingId.getBytes(UTF_8))) % partitions;
  }
}

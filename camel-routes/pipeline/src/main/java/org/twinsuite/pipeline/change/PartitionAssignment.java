package org.twinsuite.pipeline.change;

import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.twinsuite.pipeline.twin.ThingView;

/**
 * Which partition judges a thing: that of the group it was first seen in. It stays there as long as
 * this process runs, also when it gets another parent or is deleted and made again: only that
 * partition has its windows and knows its episodes, and would take it for silent if it went.
 */
final class PartitionAssignment {
  private final int partitions;
  private final ConcurrentMap<String, Integer> places = new ConcurrentHashMap<>();

  PartitionAssignment(int partitions) {
    this.partitions = partitions;
  }

  /** Empty if the thing was not seen yet. */
  OptionalInt known(String thingId) {
    Integer place = places.get(thingId);
    return place == null ? OptionalInt.empty() : OptionalInt.of(place);
  }

  /** Number of the partition, from 0. */
  int of(String thingId, ThingView view) {
    int place = ChangeLineFactory.of(Groups.key(thingId, view), partitions);
    Integer before = places.putIfAbsent(thingId, place);
    return before == null ? place : before;
  }
}

package org.twinsuite.camel.hono.kafka;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/**
 * The promises Hono's consumer waits for before it commits an offset. A record that was taken back
 * from this consumer, never begun, and then delivered to it again has two promises; both are kept
 * when the record is done, or the offset could never be committed.
 */
final class OpenRecords {

  private final Map<TopicPartition, NavigableMap<Long, List<Promise<Void>>>> open = new HashMap<>();
  private final Set<TopicPartition> reassigned = new HashSet<>();

  /** Adds a received record; the future ends when the record is done. */
  Future<Void> add(TopicPartition partition, long offset) {
    Promise<Void> promise = Promise.promise();
    List<Promise<Void>> passed = new ArrayList<>();
    synchronized (this) {
      NavigableMap<Long, List<Promise<Void>>> records =
          open.computeIfAbsent(partition, p -> new TreeMap<>());
      if (reassigned.remove(partition)) {
        // somebody else has committed beyond these
        records.headMap(offset).values().forEach(passed::addAll);
        records.headMap(offset).clear();
      }
      records.computeIfAbsent(offset, o -> new ArrayList<>(1)).add(promise);
    }
    passed.forEach(Promise::tryComplete);
    return promise.future();
  }

  /** A record is done. */
  void done(TopicPartition partition, long offset) {
    List<Promise<Void>> promises;
    synchronized (this) {
      NavigableMap<Long, List<Promise<Void>>> records = open.get(partition);
      promises = records == null ? null : records.remove(offset);
    }
    if (promises != null) {
      promises.forEach(Promise::tryComplete);
    }
  }

  /** The consumer that waits for these promises is gone. */
  void clear() {
    assigned(Set.of(), Set.of());
  }

  /** Partitions were assigned: those that this consumer had before come again from their offset. */
  void assigned(Collection<TopicPartition> partitions, Set<TopicPartition> all) {
    List<Promise<Void>> gone = new ArrayList<>();
    synchronized (this) {
      open.entrySet()
          .removeIf(
              entry -> {
                boolean elsewhere = !all.contains(entry.getKey());
                if (elsewhere) {
                  entry.getValue().values().forEach(gone::addAll);
                }
                return elsewhere;
              });
      reassigned.addAll(partitions);
      reassigned.retainAll(all);
    }
    gone.forEach(Promise::tryComplete);
  }
}

package org.twinsuite.camel.hono.flow;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What is known of one assigned partition. Guarded by the lock of {@link Deliveries}. */
final class PartitionFlow {

  private enum Phase {
    OPEN,
    DRAINING,
    CLOSED
  }

  final OffsetWatermark watermark = new OffsetWatermark();
  private final Map<String, Deque<Delivery>> byKey = new HashMap<>();
  private Phase phase = Phase.OPEN;
  private int started;

  /**
   * Returns whether the record may be handed over now, as no earlier one of its key is under way.
   */
  boolean enqueue(Delivery delivery) {
    String key = delivery.record().key();
    if (key == null) {
      return true;
    }
    Deque<Delivery> queue = byKey.computeIfAbsent(key, k -> new ArrayDeque<>(2));
    queue.add(delivery);
    return queue.size() == 1;
  }

  /** Returns the next record of the same key, null when there is none. */
  Delivery completed(ConsumerRecord<String, byte[]> record) {
    watermark.done(record.offset());
    Deque<Delivery> queue = record.key() == null ? null : byKey.get(record.key());
    if (queue == null) {
      return null;
    }
    queue.poll();
    if (queue.isEmpty()) {
      byKey.remove(record.key());
    }
    return queue.peek();
  }

  /** Returns whether an exchange may begin, and counts it. */
  boolean begin() {
    if (phase != Phase.OPEN) {
      return false;
    }
    started++;
    return true;
  }

  void end() {
    started--;
  }

  boolean idle() {
    return started == 0;
  }

  boolean closed() {
    return phase == Phase.CLOSED;
  }

  void drain() {
    phase = Phase.DRAINING;
  }

  void close() {
    phase = Phase.CLOSED;
  }
}

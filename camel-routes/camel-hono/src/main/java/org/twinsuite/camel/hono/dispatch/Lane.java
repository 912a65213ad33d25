package org.twinsuite.camel.hono.dispatch;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What is known of one source of ordered messages, e.g. a partition. Guarded by the dispatcher's
 * lock.
 *
 * @param <M> the message
 */
final class Lane<M> {

  private enum Phase {
    OPEN,
    DRAINING,
    CLOSED
  }

  private final Deque<InFlight<M>> window = new ArrayDeque<>();
  private final Map<String, Deque<InFlight<M>>> byKey = new HashMap<>();
  private Phase phase = Phase.OPEN;
  private int started;
  private long bytes;
  private long movedNanos;

  Lane(long nowNanos) {
    movedNanos = nowNanos;
  }

  /** Returns whether the message may be handed over now, as no earlier one of its key is open. */
  boolean enqueue(InFlight<M> entry) {
    if (window.isEmpty()) {
      movedNanos = entry.acceptedNanos;
    }
    window.add(entry);
    bytes += entry.bytes;
    if (entry.key == null) {
      return true;
    }
    Deque<InFlight<M>> queue = byKey.computeIfAbsent(entry.key, k -> new ArrayDeque<>(2));
    queue.add(entry);
    return queue.size() == 1;
  }

  /** Ends a message and returns the next one of its key, null when there is none. */
  InFlight<M> ended(InFlight<M> entry, long nowNanos) {
    entry.end();
    bytes -= entry.bytes;
    while (!window.isEmpty() && window.peek().ended) {
      window.poll();
      movedNanos = nowNanos;
    }
    Deque<InFlight<M>> queue = entry.key == null ? null : byKey.get(entry.key);
    if (queue == null) {
      return null;
    }
    queue.poll();
    if (queue.isEmpty()) {
      byKey.remove(entry.key);
    }
    return queue.peek();
  }

  /** Returns whether an attempt may begin, and counts it. */
  boolean begin(InFlight<M> entry) {
    if (phase != Phase.OPEN) {
      return false;
    }
    entry.begun = true;
    started++;
    return true;
  }

  /** An attempt ended, whatever came of it. */
  void attemptEnded() {
    started--;
  }

  boolean idle() {
    return started == 0;
  }

  boolean closed() {
    return phase == Phase.CLOSED;
  }

  boolean open() {
    return phase == Phase.OPEN;
  }

  void drain() {
    phase = Phase.DRAINING;
  }

  void close() {
    phase = Phase.CLOSED;
  }

  /** Passes every message that was never handed to its handler. */
  void forEachNotBegun(Consumer<InFlight<M>> action) {
    window.stream().filter(entry -> !entry.ended && !entry.begun).forEach(action);
  }

  /** How many messages lie between the oldest open one and the newest accepted one. */
  int span() {
    return window.size();
  }

  /** Bytes of the messages that have not ended. */
  long bytes() {
    return bytes;
  }

  /** The oldest open message, null when there is none. */
  InFlight<M> oldest() {
    return window.peek();
  }

  /** When the oldest open message last was another one. */
  long movedNanos() {
    return movedNanos;
  }
}

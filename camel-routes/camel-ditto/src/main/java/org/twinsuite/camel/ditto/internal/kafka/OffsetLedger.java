package org.twinsuite.camel.ditto.internal.kafka;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.function.ToLongFunction;

/**
 * Which offset of a partition may be committed: the first whose change is not handled yet. A change
 * is handled when the mark of its thing has reached its revision, however it got there. Offsets are
 * received in rising order and may have gaps. The poll thread receives, the dispatcher handles.
 */
final class OffsetLedger {

  private static final class Entry {

    final long offset;
    final long revision;
    boolean done;

    Entry(long offset, long revision) {
      this.offset = offset;
      this.revision = revision;
    }
  }

  private final ToLongFunction<String> marks;
  private final Map<String, Long> handled = new HashMap<>();
  private final Map<String, Queue<Entry>> open = new HashMap<>();
  private final Deque<Entry> entries = new ArrayDeque<>();
  private long next = -1;

  /**
   * @param marks last handled revision of a thing, 0 for none; asked once per thing
   */
  OffsetLedger(ToLongFunction<String> marks) {
    this.marks = marks;
  }

  /** The partition is read from this offset on, so what is before it may be committed. */
  synchronized void startAt(long offset) {
    next = Math.max(next, offset);
  }

  /** A message that carries no change to handle. */
  synchronized void skipped(long offset) {
    next = Math.max(next, offset + 1);
  }

  /** A message with a change. */
  synchronized void received(long offset, String thingId, long revision) {
    next = Math.max(next, offset + 1);
    if (revision <= handled.computeIfAbsent(thingId, marks::applyAsLong)) {
      return;
    }
    Entry entry = new Entry(offset, revision);
    entries.addLast(entry);
    open.computeIfAbsent(
            thingId, id -> new PriorityQueue<>(2, Comparator.comparingLong(e -> e.revision)))
        .add(entry);
  }

  /** All changes of the thing up to this revision are handled. */
  synchronized void handled(String thingId, long revision) {
    handled.merge(thingId, revision, Math::max);
    Queue<Entry> waiting = open.get(thingId);
    while (waiting != null && !waiting.isEmpty() && waiting.peek().revision <= revision) {
      waiting.remove().done = true;
    }
    if (waiting != null && waiting.isEmpty()) {
      open.remove(thingId);
    }
    settle();
  }

  /** The thing was recreated at revision 1; what came before is void. */
  synchronized void forget(String thingId) {
    handled.put(thingId, 0L);
    Queue<Entry> waiting = open.remove(thingId);
    if (waiting != null) {
      waiting.forEach(entry -> entry.done = true);
    }
    settle();
  }

  /** The offset a successor has to begin with; empty while nothing was received. */
  synchronized OptionalLong committable() {
    long position = position();
    return position < 0 ? OptionalLong.empty() : OptionalLong.of(position);
  }

  /** How many offsets lie between the oldest one not handled and the newest one received. */
  synchronized long window() {
    return next - position();
  }

  private long position() {
    return entries.isEmpty() ? next : entries.peekFirst().offset;
  }

  private void settle() {
    while (!entries.isEmpty() && entries.peekFirst().done) {
      entries.removeFirst();
    }
  }
}

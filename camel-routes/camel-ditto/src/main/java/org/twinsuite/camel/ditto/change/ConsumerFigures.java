package org.twinsuite.camel.ditto.change;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** What a consumer counted since it was created. */
public final class ConsumerFigures {

  final LongAdder received = new LongAdder();
  final LongAdder handled = new LongAdder();
  final LongAdder failed = new LongAdder();
  final LongAdder duplicates = new LongAdder();
  final LongAdder gaps = new LongAdder();
  final LongAdder repaired = new LongAdder();
  final LongAdder invisible = new LongAdder();
  final LongAdder echoes = new LongAdder();
  final LongAdder reconnects = new LongAdder();
  final AtomicInteger inFlight = new AtomicInteger();
  private final Set<PendingChanges> pending = ConcurrentHashMap.newKeySet();
  private volatile long backlog;

  /** Changes that came over the socket or from Kafka. */
  public long received() {
    return received.sum();
  }

  /** Changes whose exchange completed. */
  public long handled() {
    return handled.sum();
  }

  /** Exchanges that failed; each is repeated. */
  public long failed() {
    return failed.sum();
  }

  public long duplicates() {
    return duplicates.sum();
  }

  /** Gaps that had to be looked up in the history. */
  public long gaps() {
    return gaps.sum();
  }

  /** Changes that were missing and fetched from the history. */
  public long repaired() {
    return repaired.sum();
  }

  /** Revisions that neither came nor stand in the history as far as we may see it. */
  public long invisible() {
    return invisible.sum();
  }

  /** Changes held back by the echo guard. */
  public long echoes() {
    return echoes.sum();
  }

  public long reconnects() {
    return reconnects.sum();
  }

  public int inFlight() {
    return inFlight.get();
  }

  /**
   * Age of the oldest change that is known and not handled, from Ditto's time stamp until now,
   * whether it is in the route, waits or failed; 0 when all are handled.
   */
  public long lagMillis() {
    long oldest = Long.MAX_VALUE;
    for (PendingChanges changes : pending) {
      oldest = Math.min(oldest, changes.oldestMillis());
    }
    return oldest == Long.MAX_VALUE ? 0 : Math.max(0, System.currentTimeMillis() - oldest);
  }

  /**
   * How many things have changes to handle and did not get on for longer than the limit.
   *
   * @param limit zero for none
   */
  public int stalledThings(Duration limit) {
    return limit.isZero()
        ? 0
        : pending.stream().mapToInt(changes -> changes.stalledThings(limit)).sum();
  }

  /**
   * Whether some part of the consumer has changes to handle and handled none within the limit.
   *
   * @param limit zero for none
   */
  public boolean stalled(Duration limit) {
    return !limit.isZero() && pending.stream().anyMatch(changes -> changes.stalled(limit));
  }

  void add(PendingChanges changes) {
    pending.add(changes);
  }

  void remove(PendingChanges changes) {
    pending.remove(changes);
  }

  /**
   * Messages of the assigned Kafka partitions that are not handled yet; 0 for other sources, which
   * cannot tell.
   */
  public long backlog() {
    return backlog;
  }

  public void backlog(long messages) {
    backlog = messages;
  }

  public void reconnected() {
    reconnects.increment();
  }
}

package org.twinsuite.camel.ditto.internal.order;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.twinsuite.camel.ditto.ConsumerFigures;

/** Counts for {@link ConsumerFigures}. */
public final class ConsumerCounters implements ConsumerFigures {

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

  @Override
  public long received() {
    return received.sum();
  }

  @Override
  public long handled() {
    return handled.sum();
  }

  @Override
  public long failed() {
    return failed.sum();
  }

  @Override
  public long duplicates() {
    return duplicates.sum();
  }

  @Override
  public long gaps() {
    return gaps.sum();
  }

  @Override
  public long repaired() {
    return repaired.sum();
  }

  @Override
  public long invisible() {
    return invisible.sum();
  }

  @Override
  public long echoes() {
    return echoes.sum();
  }

  @Override
  public long reconnects() {
    return reconnects.sum();
  }

  @Override
  public int inFlight() {
    return inFlight.get();
  }

  @Override
  public long lagMillis() {
    long oldest = Long.MAX_VALUE;
    for (PendingChanges changes : pending) {
      oldest = Math.min(oldest, changes.oldestMillis());
    }
    return oldest == Long.MAX_VALUE ? 0 : Math.max(0, System.currentTimeMillis() - oldest);
  }

  @Override
  public int stalledThings(Duration limit) {
    return limit.isZero()
        ? 0
        : pending.stream().mapToInt(changes -> changes.stalledThings(limit)).sum();
  }

  @Override
  public boolean stalled(Duration limit) {
    return !limit.isZero() && pending.stream().anyMatch(changes -> changes.stalled(limit));
  }

  void add(PendingChanges changes) {
    pending.add(changes);
  }

  void remove(PendingChanges changes) {
    pending.remove(changes);
  }

  @Override
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

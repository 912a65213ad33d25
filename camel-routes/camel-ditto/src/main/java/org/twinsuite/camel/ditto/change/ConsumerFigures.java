package org.twinsuite.camel.ditto.change;

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
  private volatile long lagMillis;
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

  /** Age of the change handed over last, from Ditto's time stamp to the hand-over. */
  public long lagMillis() {
    return lagMillis;
  }

  void lagMillis(long lag) {
    lagMillis = lag;
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

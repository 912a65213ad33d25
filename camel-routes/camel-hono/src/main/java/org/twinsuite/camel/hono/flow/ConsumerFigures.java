package org.twinsuite.camel.hono.flow;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** What a consumer counted since it was made; readable from any thread. */
public final class ConsumerFigures {

  private final LongAdder received = new LongAdder();
  private final LongAdder completed = new LongAdder();
  private final LongAdder redelivered = new LongAdder();
  private final LongAdder expired = new LongAdder();
  private final AtomicLong inFlight = new AtomicLong();
  private final AtomicLong lag = new AtomicLong();

  public void countReceived() {
    received.increment();
  }

  public void countCompleted() {
    completed.increment();
  }

  public void countRedelivered() {
    redelivered.increment();
  }

  /** Counts a message that was older than its time to live. */
  public void countExpired() {
    expired.increment();
  }

  public void inFlight(long exchanges) {
    inFlight.set(exchanges);
  }

  /** Sets how many messages are not done yet. */
  public void lag(long messages) {
    lag.set(messages);
  }

  /** Messages taken from the messaging network. */
  public long received() {
    return received.sum();
  }

  /** Messages whose exchange completed. */
  public long completed() {
    return completed.sum();
  }

  /** Deliveries that were repetitions after a failure. */
  public long redelivered() {
    return redelivered.sum();
  }

  /** Deliveries of messages older than their time to live. */
  public long expired() {
    return expired.sum();
  }

  /** Messages in the route now. */
  public long inFlight() {
    return inFlight.get();
  }

  /**
   * Messages that are not done yet: of the assigned partitions (Kafka, refreshed with each commit)
   * or taken over (AMQP).
   */
  public long lag() {
    return lag.get();
  }
}

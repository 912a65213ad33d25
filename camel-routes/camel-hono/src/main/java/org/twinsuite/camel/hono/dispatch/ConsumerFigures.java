package org.twinsuite.camel.hono.dispatch;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/** What a consumer counted since it was made; readable from any thread. */
public final class ConsumerFigures {

  private final LongAdder received = new LongAdder();
  private final LongAdder completed = new LongAdder();
  private final LongAdder redelivered = new LongAdder();
  private final LongAdder expired = new LongAdder();
  private final LongAdder parked = new LongAdder();
  private final AtomicLong inFlight = new AtomicLong();
  private final AtomicLong inFlightBytes = new AtomicLong();
  private final AtomicLong lag = new AtomicLong();
  private volatile LongSupplier oldestInFlight = () -> 0;

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

  /** Counts a message that failed too often and was parked. */
  public void countParked() {
    parked.increment();
  }

  /** Sets how many bytes are held. */
  public void inFlightBytes(long bytes) {
    inFlightBytes.set(bytes);
  }

  /** Sets who knows the age of the oldest open message, in ms. */
  public void oldestInFlight(LongSupplier age) {
    oldestInFlight = age;
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

  /** Messages that failed too often and were parked. */
  public long parked() {
    return parked.sum();
  }

  /** Bytes of the messages that were received and are not done. */
  public long inFlightBytes() {
    return inFlightBytes.get();
  }

  /** Age of the oldest message that was received and is not done, in ms; 0 when there is none. */
  public long oldestInFlightMillis() {
    return oldestInFlight.getAsLong();
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

package org.twinsuite.camel.hono.flow;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Records between Kafka and the route: many in the route at once, those of one key one after the
 * other, failed ones again after a while, and for each partition the offset up to which everything
 * is done. The poll thread brings records and asks; results come from any thread.
 */
public final class Deliveries {

  private final int maxInFlight;
  private final Backoff backoff;
  private final Handover handover;
  private final Executor workers;
  private final ScheduledExecutorService timer;
  private final ConsumerFigures figures;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<TopicPartition, PartitionFlow> flows = new HashMap<>();
  private final Deque<Delivery> ready = new ArrayDeque<>();
  private int inFlight;

  public Deliveries(
      int maxInFlight,
      Backoff backoff,
      Handover handover,
      Executor workers,
      ScheduledExecutorService timer,
      ConsumerFigures figures) {
    this.maxInFlight = maxInFlight;
    this.backoff = backoff;
    this.handover = handover;
    this.workers = workers;
    this.timer = timer;
    this.figures = figures;
  }

  /**
   * Takes a polled record over; it is handed over as soon as its turn comes. An offset that is not
   * higher than the last one tells that the partition is read from an earlier position, as the
   * topic was made anew or a broker lost its end: what is there now may be other records.
   */
  public void accept(ConsumerRecord<String, byte[]> record) {
    lock.lock();
    try {
      TopicPartition partition = new TopicPartition(record.topic(), record.partition());
      PartitionFlow flow = flows.computeIfAbsent(partition, p -> new PartitionFlow());
      if (!flow.watermark.received(record.offset())) {
        forget(Set.of(partition));
        flow = flows.computeIfAbsent(partition, p -> new PartitionFlow());
        flow.watermark.received(record.offset());
      }
      figures.countReceived();
      Delivery delivery = new Delivery(flow, record, 0);
      if (flow.enqueue(delivery)) {
        ready.add(delivery);
      }
      handOver();
    } finally {
      lock.unlock();
    }
  }

  /**
   * The partitions that must not be polled now.
   *
   * @param assigned all partitions
   * @param batch how many records one poll may bring
   */
  public Set<TopicPartition> full(Collection<TopicPartition> assigned, int batch) {
    lock.lock();
    try {
      if (!ready.isEmpty()) {
        return new HashSet<>(assigned);
      }
      Set<TopicPartition> full = new HashSet<>();
      for (TopicPartition partition : assigned) {
        PartitionFlow flow = flows.get(partition);
        if (flow != null && flow.watermark.window() + batch > maxInFlight) {
          full.add(partition);
        }
      }
      return full;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until a result came in, but not longer than a timeout. */
  public void awaitChange(Duration timeout) {
    lock.lock();
    try {
      changed.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  /** For each partition with something done the offset to commit. */
  public Map<TopicPartition, Long> committable() {
    lock.lock();
    try {
      Map<TopicPartition, Long> offsets = new HashMap<>();
      flows.forEach(
          (partition, flow) -> {
            OptionalLong offset = flow.watermark.committable();
            if (offset.isPresent()) {
              offsets.put(partition, offset.getAsLong());
            }
          });
      return offsets;
    } finally {
      lock.unlock();
    }
  }

  /** How many records were received and are not done, those behind them included. */
  public long pending() {
    lock.lock();
    try {
      return flows.values().stream().mapToLong(flow -> flow.watermark.window()).sum();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Begins no further exchange of some partitions and waits for those under way.
   *
   * @return whether all of them ended in time
   */
  public boolean drain(Collection<TopicPartition> partitions, Duration timeout) {
    lock.lock();
    try {
      var draining = partitions.stream().map(flows::get).filter(Objects::nonNull).toList();
      draining.forEach(PartitionFlow::drain);
      long left = timeout.toNanos();
      while (!draining.stream().allMatch(PartitionFlow::idle)) {
        if (left <= 0) {
          return false;
        }
        left = changed.awaitNanos(left);
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  /** Forgets partitions that belong to somebody else now: later results no longer count. */
  public void forget(Collection<TopicPartition> partitions) {
    lock.lock();
    try {
      for (TopicPartition partition : partitions) {
        PartitionFlow flow = flows.remove(partition);
        if (flow != null) {
          flow.close();
        }
      }
      ready.removeIf(delivery -> delivery.flow().closed());
      handOver();
    } finally {
      lock.unlock();
    }
  }

  /** Forgets every partition. */
  public void forgetAll() {
    lock.lock();
    try {
      forget(Set.copyOf(flows.keySet()));
    } finally {
      lock.unlock();
    }
  }

  private void handOver() {
    while (inFlight < maxInFlight && !ready.isEmpty()) {
      Delivery delivery = ready.poll();
      inFlight(+1);
      workers.execute(() -> deliver(delivery));
    }
  }

  private void deliver(Delivery delivery) {
    if (!begin(delivery)) {
      return;
    }
    AtomicBoolean once = new AtomicBoolean();
    try {
      handover.deliver(
          delivery.record(),
          delivery.failures(),
          failure -> {
            if (once.compareAndSet(false, true)) {
              ended(delivery, failure);
            }
          });
    } catch (RuntimeException e) {
      if (once.compareAndSet(false, true)) {
        ended(delivery, e);
      }
    }
  }

  private boolean begin(Delivery delivery) {
    lock.lock();
    try {
      if (delivery.flow().begin()) {
        return true;
      }
      inFlight(-1);
      handOver();
      return false;
    } finally {
      lock.unlock();
    }
  }

  private void ended(Delivery delivery, Throwable failure) {
    lock.lock();
    try {
      inFlight(-1);
      PartitionFlow flow = delivery.flow();
      flow.end();
      if (!flow.closed()) {
        if (failure == null) {
          figures.countCompleted();
          Delivery next = flow.completed(delivery.record());
          if (next != null) {
            ready.add(next);
          }
        } else {
          again(delivery.failedOnceMore());
        }
      }
      changed.signalAll();
      handOver();
    } finally {
      lock.unlock();
    }
  }

  private void again(Delivery delivery) {
    timer.schedule(
        () -> {
          lock.lock();
          try {
            if (!delivery.flow().closed()) {
              figures.countRedelivered();
              ready.addFirst(delivery);
              handOver();
            }
          } finally {
            lock.unlock();
          }
        },
        backoff.delay(delivery.failures()),
        TimeUnit.MILLISECONDS);
  }

  private void inFlight(int change) {
    inFlight += change;
    figures.inFlight(inFlight);
  }
}

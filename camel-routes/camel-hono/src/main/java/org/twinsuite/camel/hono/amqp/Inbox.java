package org.twinsuite.camel.hono.amqp;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.twinsuite.camel.hono.flow.Backoff;
import org.twinsuite.camel.hono.flow.ConsumerFigures;

/**
 * Messages of one connection between link and route: those of one device one after the other,
 * failed ones again after a while, each settled when its exchange ended. The link's credit bounds
 * how many there are.
 *
 * @param <M> the message
 */
final class Inbox<M> {

  /** Starts the processing of a message. */
  @FunctionalInterface
  interface Handover<M> {

    /**
     * @param done to be called once, from any thread, with {@link Outcome#ACCEPTED}, {@link
     *     Outcome#REJECTED} or, for another attempt, {@link Outcome#FAILED}
     */
    void deliver(M message, int redeliveries, Consumer<Outcome> done);
  }

  private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);

  private record Delivery<M>(M message, String device, int failures) {}

  private final int maximumRedeliveries;
  private final Backoff backoff;
  private final Handover<M> handover;
  private final BiConsumer<M, Outcome> settle;
  private final Executor workers;
  private final ScheduledExecutorService timer;
  private final ConsumerFigures figures;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<String, Deque<Delivery<M>>> byDevice = new HashMap<>();
  private int underWay;
  private int held;
  private boolean draining;
  private boolean closed;

  /**
   * @param maximumRedeliveries negative for without end
   * @param settle tells the messaging network how a message ended
   */
  Inbox(
      int maximumRedeliveries,
      Backoff backoff,
      Handover<M> handover,
      BiConsumer<M, Outcome> settle,
      Executor workers,
      ScheduledExecutorService timer,
      ConsumerFigures figures) {
    this.maximumRedeliveries = maximumRedeliveries;
    this.backoff = backoff;
    this.handover = handover;
    this.settle = settle;
    this.workers = workers;
    this.timer = timer;
    this.figures = figures;
  }

  /**
   * Takes a message over.
   *
   * @param device null when the message names none; then it keeps no order
   */
  void accept(M message, String device) {
    lock.lock();
    try {
      if (draining || closed) {
        return;
      }
      figures.countReceived();
      held(+1);
      Delivery<M> delivery = new Delivery<>(message, device, 0);
      if (device == null || enqueue(delivery)) {
        start(delivery);
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Begins no further exchange, waits for those under way and gives the rest back.
   *
   * @return whether all under way ended in time
   */
  boolean drain(Duration timeout) {
    lock.lock();
    try {
      draining = true;
      long left = timeout.toNanos();
      while (underWay > 0 && left > 0) {
        left = changed.awaitNanos(left);
      }
      return underWay == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      if (underWay == 0 && !closed) {
        byDevice
            .values()
            .forEach(queue -> queue.forEach(d -> settle.accept(d.message(), Outcome.RELEASED)));
      }
      close();
      lock.unlock();
    }
  }

  /** The connection is gone: results no longer count, the network delivers everything again. */
  void close() {
    lock.lock();
    try {
      closed = true;
      byDevice.clear();
      held(-held);
    } finally {
      lock.unlock();
    }
  }

  private boolean enqueue(Delivery<M> delivery) {
    Deque<Delivery<M>> queue =
        byDevice.computeIfAbsent(delivery.device(), d -> new ArrayDeque<>(2));
    queue.add(delivery);
    return queue.size() == 1;
  }

  private void start(Delivery<M> delivery) {
    underWay++;
    figures.inFlight(underWay);
    AtomicBoolean once = new AtomicBoolean();
    Consumer<Outcome> done =
        outcome -> {
          if (once.compareAndSet(false, true)) {
            ended(delivery, outcome);
          }
        };
    workers.execute(
        () -> {
          try {
            handover.deliver(delivery.message(), delivery.failures(), done);
          } catch (RuntimeException e) {
            LOG.warn("A message could not be handed over", e);
            done.accept(Outcome.FAILED);
          }
        });
  }

  private void ended(Delivery<M> delivery, Outcome outcome) {
    lock.lock();
    try {
      underWay--;
      figures.inFlight(underWay);
      changed.signalAll();
      if (closed) {
        return;
      }
      if (outcome == Outcome.FAILED && !draining && redeliver(delivery)) {
        return;
      }
      if (outcome != Outcome.FAILED) {
        figures.countCompleted();
      }
      held(-1);
      settle.accept(delivery.message(), outcome);
      next(delivery);
    } finally {
      lock.unlock();
    }
  }

  private boolean redeliver(Delivery<M> delivery) {
    if (maximumRedeliveries >= 0 && delivery.failures() >= maximumRedeliveries) {
      return false;
    }
    Delivery<M> again =
        new Delivery<>(delivery.message(), delivery.device(), delivery.failures() + 1);
    timer.schedule(
        () -> {
          lock.lock();
          try {
            if (!closed && !draining) {
              figures.countRedelivered();
              start(again);
            }
          } finally {
            lock.unlock();
          }
        },
        backoff.delay(again.failures()),
        TimeUnit.MILLISECONDS);
    return true;
  }

  private void next(Delivery<M> delivery) {
    Deque<Delivery<M>> queue = delivery.device() == null ? null : byDevice.get(delivery.device());
    if (queue == null) {
      return;
    }
    queue.poll();
    if (queue.isEmpty()) {
      byDevice.remove(delivery.device());
    } else if (!draining) {
      start(queue.peek());
    }
  }

  private void held(int change) {
    held += change;
    figures.lag(held);
  }
}

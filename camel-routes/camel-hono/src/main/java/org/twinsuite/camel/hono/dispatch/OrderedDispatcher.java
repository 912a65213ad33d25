package org.twinsuite.camel.hono.dispatch;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Messages between a messaging network and a handler: many in the handler at once, those of one key
 * one after the other, failed ones again after a while, exhausted ones to be parked, each settled
 * once when it ended. Any thread may call.
 *
 * @param <M> the message
 */
public final class OrderedDispatcher<M> {

  private static final Logger LOG = LoggerFactory.getLogger(OrderedDispatcher.class);

  private final Limits limits;
  private final RetryPolicy retry;
  private final Handler<M> handler;
  private final BiConsumer<M, Outcome> settle;
  private final Executor workers;
  private final ScheduledExecutorService timer;
  private final ConsumerFigures figures;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<Object, Lane<M>> lanes = new HashMap<>();
  private final Deque<InFlight<M>> ready = new ArrayDeque<>();
  private int inFlight;
  private long bytes;
  private long completions;

  /**
   * @param settle called once for each message that ended, with its outcome; must not block
   */
  public OrderedDispatcher(
      Limits limits,
      RetryPolicy retry,
      Handler<M> handler,
      BiConsumer<M, Outcome> settle,
      Executor workers,
      ScheduledExecutorService timer,
      ConsumerFigures figures) {
    this.limits = limits;
    this.retry = retry;
    this.handler = handler;
    this.settle = settle;
    this.workers = workers;
    this.timer = timer;
    this.figures = figures;
    figures.oldestInFlight(() -> oldestAge().toMillis());
  }

  /**
   * Takes a message over; it is handed over as soon as its turn comes. A lane that drains takes
   * none.
   *
   * @param lane what orders the message, e.g. its partition
   * @param key messages of one key keep their order; null when the message keeps none
   * @param size of the message in bytes
   */
  public void accept(Object lane, String key, long size, M message) {
    lock.lock();
    try {
      Lane<M> at = lanes.computeIfAbsent(lane, l -> new Lane<>(System.nanoTime()));
      if (!at.open()) {
        return;
      }
      figures.countReceived();
      hold(size);
      InFlight<M> entry = new InFlight<>(at, key, size, message, System.nanoTime());
      if (at.enqueue(entry)) {
        ready.add(entry);
      }
      handOver();
    } finally {
      lock.unlock();
    }
  }

  /**
   * The lanes that must not bring more now.
   *
   * @param all every lane
   * @param batch how many messages a lane may bring at once
   */
  public <L> Set<L> full(Collection<L> all, int batch) {
    lock.lock();
    try {
      if (!ready.isEmpty()) {
        return new HashSet<>(all);
      }
      long share = limits.bytes() / Math.max(1, all.size());
      Set<L> full = new HashSet<>();
      for (L id : all) {
        Lane<M> lane = lanes.get(id);
        if (lane != null
            && (lane.span() + batch > limits.messages() || lane.bytes() >= Math.max(1, share))) {
          full.add(id);
        }
      }
      return full;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until a message ended, but not longer than a timeout. */
  public void awaitChange(Duration timeout) {
    lock.lock();
    try {
      changed.await(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  /** How many messages were accepted and have not ended, those that ended behind them included. */
  public long pending() {
    lock.lock();
    try {
      return lanes.values().stream().mapToLong(Lane::span).sum();
    } finally {
      lock.unlock();
    }
  }

  /** For how long the oldest open message has been open; zero when there is none. */
  public Duration oldestAge() {
    lock.lock();
    try {
      long now = System.nanoTime();
      return lanes.values().stream()
          .map(Lane::oldest)
          .filter(Objects::nonNull)
          .map(entry -> Duration.ofNanos(now - entry.acceptedNanos))
          .max(Comparator.naturalOrder())
          .orElse(Duration.ZERO);
    } finally {
      lock.unlock();
    }
  }

  /** The lane that has not moved for longest, if it is longer than a limit. */
  public Optional<Stall> stalled(Duration limit) {
    lock.lock();
    try {
      long now = System.nanoTime();
      return lanes.entrySet().stream()
          .filter(lane -> lane.getValue().oldest() != null)
          .filter(lane -> now - lane.getValue().movedNanos() > limit.toNanos())
          .min(Comparator.comparingLong(lane -> lane.getValue().movedNanos() - now))
          .map(
              lane -> {
                InFlight<M> oldest = lane.getValue().oldest();
                return new Stall(
                    lane.getKey(),
                    Duration.ofNanos(now - lane.getValue().movedNanos()),
                    oldest.failures,
                    oldest.lastFailure == null ? null : oldest.lastFailure.toString());
              });
    } finally {
      lock.unlock();
    }
  }

  /**
   * Begins no further attempt of some lanes and waits for those under way.
   *
   * @return whether all of them ended in time
   */
  public boolean drain(Collection<?> some, Duration timeout) {
    lock.lock();
    try {
      var draining = some.stream().map(lanes::get).filter(Objects::nonNull).toList();
      draining.forEach(Lane::drain);
      long left = timeout.toNanos();
      while (!draining.stream().allMatch(Lane::idle)) {
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

  /** Settles what was never begun in some lanes as {@link Outcome#RELEASED}, then forgets them. */
  public void release(Collection<?> some) {
    lock.lock();
    try {
      for (Object id : some) {
        Lane<M> lane = lanes.get(id);
        if (lane != null) {
          lane.forEachNotBegun(entry -> settle(entry.message, Outcome.RELEASED));
        }
      }
      forget(some);
    } finally {
      lock.unlock();
    }
  }

  /** Forgets lanes that belong to somebody else now; what is under way in them still settles. */
  public void forget(Collection<?> some) {
    lock.lock();
    try {
      for (Object id : some) {
        Lane<M> lane = lanes.remove(id);
        if (lane != null) {
          hold(-lane.bytes());
          lane.close();
        }
      }
      ready.removeIf(entry -> entry.lane.closed());
      changed.signalAll();
      handOver();
    } finally {
      lock.unlock();
    }
  }

  /** Forgets every lane. */
  public void forgetAll() {
    lock.lock();
    try {
      forget(Set.copyOf(lanes.keySet()));
    } finally {
      lock.unlock();
    }
  }

  private void handOver() {
    while (inFlight < limits.messages() && !ready.isEmpty()) {
      InFlight<M> entry = ready.poll();
      try {
        workers.execute(() -> attempt(entry));
        inFlight(+1);
      } catch (RejectedExecutionException e) {
        // the threads are gone, as the consumer stops
        ready.addFirst(entry);
        return;
      }
    }
  }

  /** Runs on a worker: nothing may get out of it. */
  private void attempt(InFlight<M> entry) {
    M message;
    Attempt attempt;
    lock.lock();
    try {
      if (!entry.lane.begin(entry)) {
        inFlight(-1);
        handOver();
        return;
      }
      message = entry.message;
      attempt = entry.attempt();
      if (entry.failures == 0) {
        entry.completionsBefore = completions;
      }
    } finally {
      lock.unlock();
    }
    AtomicBoolean once = new AtomicBoolean();
    Consumer<Result> done =
        result -> {
          if (once.compareAndSet(false, true)) {
            ended(entry, message, result);
          }
        };
    try {
      handler.handle(message, attempt, done);
    } catch (Throwable e) {
      done.accept(Result.failed(e));
    }
  }

  private void ended(InFlight<M> entry, M message, Result result) {
    lock.lock();
    try {
      inFlight(-1);
      entry.lane.attemptEnded();
      Outcome outcome = outcome(entry, result);
      if (outcome != null) {
        settle(message, outcome);
      }
      if (!entry.lane.closed()) {
        if (outcome == null) {
          scheduleRetry(entry);
        } else {
          hold(-entry.bytes);
          InFlight<M> next = entry.lane.ended(entry, System.nanoTime());
          if (next != null) {
            ready.add(next);
          }
        }
      }
      changed.signalAll();
      handOver();
    } finally {
      lock.unlock();
    }
  }

  /** How the message ended, null when it comes again. */
  private Outcome outcome(InFlight<M> entry, Result result) {
    if (!(result instanceof Result.Failed failed)) {
      completions++;
      if (entry.exhausted) {
        figures.countParked();
        return Outcome.PARKED;
      }
      figures.countCompleted();
      return result instanceof Result.Rejected ? Outcome.REJECTED : Outcome.COMPLETED;
    }
    boolean exhaustedNow = entry.failed(failed.cause(), retry, completions);
    if (exhaustedNow && retry.giveBack()) {
      return Outcome.GIVEN_BACK;
    }
    return null;
  }

  private void scheduleRetry(InFlight<M> entry) {
    try {
      timer.schedule(() -> redeliver(entry), entry.delayMillis, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("Stopped: a failed message comes again with the next start");
    }
  }

  private void redeliver(InFlight<M> entry) {
    lock.lock();
    try {
      if (entry.lane.open()) {
        if (!entry.exhausted) {
          figures.countRedelivered();
        }
        ready.addFirst(entry);
        handOver();
      }
    } finally {
      lock.unlock();
    }
  }

  private void settle(M message, Outcome outcome) {
    try {
      settle.accept(message, outcome);
    } catch (Throwable e) {
      LOG.error("A message that ended could not be settled: it comes again", e);
    }
  }

  private void inFlight(int change) {
    inFlight += change;
    figures.inFlight(inFlight);
  }

  private void hold(long change) {
    bytes += change;
    figures.inFlightBytes(bytes);
  }
}

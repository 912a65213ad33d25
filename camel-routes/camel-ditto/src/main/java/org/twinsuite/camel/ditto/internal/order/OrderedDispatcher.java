package org.twinsuite.camel.ditto.internal.order;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.twinsuite.camel.ditto.RevisionStore;
import org.twinsuite.camel.ditto.internal.protocol.ReceivedChange;

/**
 * Hands the changes of its share of the things over, each thing in order, and repairs what is
 * missing. Everything about a thing happens on the dispatcher's one thread, so nothing needs a
 * lock.
 */
public final class OrderedDispatcher implements PendingChanges {

  private static final Logger LOG = LoggerFactory.getLogger(OrderedDispatcher.class);

  private final DispatcherOptions options;
  private final ExecutorService thread;
  private final ScheduledExecutorService timer;
  private final RevisionStore store;
  private final ChangeHandler recipient;
  private final ConsumerCounters figures;
  private final Consumer<ReceivedChange> liveChangeLeft;
  private final GapRecovery repairs;
  private final Map<String, ThingState> things = new ConcurrentHashMap<>();
  private final Deque<ThingState> ready = new ArrayDeque<>();
  private volatile Thread dispatcherThread;
  private volatile long taskSince;
  private volatile long lastSuccess = System.nanoTime();
  private int inFlight;
  private long retained;
  private boolean baselining;
  private volatile boolean stopping;

  /**
   * @param thread single-threaded executor of this dispatcher alone; the dispatcher shuts it down
   * @param baselining whether a thing without a mark starts from where it is now
   * @param liveChangeLeft called once for each accepted live change when it needs no more memory
   */
  public OrderedDispatcher(
      DispatcherOptions options,
      ExecutorService thread,
      ScheduledExecutorService timer,
      RevisionStore store,
      ChangeHandler recipient,
      History history,
      RecoverySlots slots,
      ConsumerCounters figures,
      boolean baselining,
      Consumer<ReceivedChange> liveChangeLeft) {
    this.options = options;
    this.thread = thread;
    this.timer = timer;
    this.store = store;
    this.recipient = recipient;
    this.figures = figures;
    this.baselining = baselining;
    this.liveChangeLeft = liveChangeLeft;
    this.repairs = new GapRecovery(this, options, history, slots, figures);
    figures.add(this);
  }

  /** A change came over the socket. */
  public void accept(ReceivedChange change) {
    execute(
        () -> {
          figures.received.increment();
          ThingState thing;
          try {
            thing = thing(change.thingId(), change.revision() - 1);
          } catch (RuntimeException | Error e) {
            liveChangeLeft.accept(change);
            throw e;
          }
          ThingSequencer.Offer offer = thing.track.offer(change);
          if (offer == ThingSequencer.Offer.DUPLICATE) {
            figures.duplicates.increment();
          }
          if (offer != ThingSequencer.Offer.QUEUED) {
            liveChangeLeft.accept(change);
          }
          thing.observe(change);
          pump(thing);
        });
  }

  /** The thing is known to have reached this revision. */
  public void reached(String thingId, long revision) {
    reached(thingId, revision, revision);
  }

  /** A change came for which there was no memory: it is fetched from the history. */
  public void missed(String thingId, long revision) {
    reached(thingId, revision, revision - 1);
  }

  private void reached(String thingId, long revision, long baseline) {
    execute(
        () -> {
          ThingState thing = thing(thingId, baseline);
          thing.track.reached(revision);
          thing.observe(null);
          pump(thing);
        });
  }

  /** The thing was deleted and recreated at revision 1: forget what was handled. */
  public void recreated(String thingId, long revision) {
    execute(
        () -> {
          LOG.warn("{} was deleted and recreated, its revision went back to {}", thingId, revision);
          store.forget(thingId);
          ThingState old = things.put(thingId, newThing(thingId, 0));
          if (old != null) {
            old.abandoned = true;
            forgetRetained(old);
            old.track.waiting().forEach(this::left);
            repairs.abandon(old);
          }
        });
    reached(thingId, revision);
  }

  /** From now on a thing without a mark is a new one and read from its first revision on. */
  public void endBaseline() {
    execute(() -> baselining = false);
  }

  /** Hands nothing more over; what is under way may come to its end and is marked. */
  public void stop() {
    stopping = true;
    execute(this::shutDownWhenIdle);
  }

  void execute(Runnable task) {
    try {
      thread.execute(
          () -> {
            dispatcherThread = Thread.currentThread();
            taskSince = System.nanoTime();
            try {
              task.run();
              pumpReady();
            } catch (Throwable e) {
              LOG.error("A twin change could not be processed; the next audit repairs it", e);
            } finally {
              taskSince = 0;
            }
          });
    } catch (RejectedExecutionException e) {
      LOG.debug("OrderedDispatcher is stopped", e);
    }
  }

  void later(Duration delay, Runnable task) {
    try {
      timer.schedule(() -> execute(task), delay.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("OrderedDispatcher is stopped", e);
    }
  }

  boolean stopping() {
    return stopping;
  }

  void pump(ThingState thing) {
    if (stopping || thing.abandoned) {
      return;
    }
    thing.pumping = true;
    while (inFlight < options.maxInFlight() && !stopping) {
      InFlightExchange next = thing.track.next(options.maxInFlightPerThing());
      if (next == null) {
        break;
      }
      handOver(thing, next);
    }
    thing.pumping = false;
    mark(thing);
    if (inFlight >= options.maxInFlight() && !thing.ready) {
      thing.ready = true;
      ready.addLast(thing);
    }
    repairs.check(thing);
  }

  private void handOver(ThingState thing, InFlightExchange handOver) {
    ReceivedChange change = handOver.change();
    inFlight++;
    figures.inFlight.incrementAndGet();
    if (options.excludeWriter() != null && options.excludeWriter().equals(change.writer())) {
      figures.echoes.increment();
      completed(thing, handOver, null);
      return;
    }
    try {
      recipient.handle(change, failure -> done(thing, handOver, failure));
    } catch (Throwable e) {
      done(thing, handOver, e);
    }
  }

  private void done(ThingState thing, InFlightExchange handOver, Throwable failure) {
    if (!handOver.settle()) {
      LOG.debug("{} was settled twice", thing.track.thingId(), failure);
      return;
    }
    if (Thread.currentThread() == dispatcherThread) {
      completed(thing, handOver, failure);
    } else {
      execute(() -> completed(thing, handOver, failure));
    }
  }

  private void completed(ThingState thing, InFlightExchange handOver, Throwable failure) {
    inFlight--;
    figures.inFlight.decrementAndGet();
    left(handOver.change());
    (failure == null ? figures.handled : figures.failed).increment();
    if (failure == null) {
      lastSuccess = System.nanoTime();
    }
    if (!thing.abandoned) {
      if (failure != null) {
        thing.failedRevision = handOver.revision();
      }
      boolean rewound = thing.track.completed(handOver, failure == null);
      if (failure != null) {
        thing.track.releaseQueued().forEach(this::left);
      }
      if (rewound) {
        retain(thing);
        redeliverLater(thing);
      }
      if (thing.pumping) {
        thing.observe(null);
      } else {
        pump(thing);
      }
    }
    if (stopping) {
      mark(thing);
      shutDownWhenIdle();
    }
  }

  /** Keeps failed changes of a thing as far as there is room; others are fetched again. */
  private void retain(ThingState thing) {
    forgetRetained(thing);
    long size = thing.track.repeatedSize();
    if (retained + size > options.maxRetained()) {
      thing.track.releaseRepeated();
    } else {
      thing.retained = size;
      retained += size;
    }
  }

  private void forgetRetained(ThingState thing) {
    retained -= thing.retained;
    thing.retained = 0;
  }

  private void redeliverLater(ThingState thing) {
    Duration delay = options.redelivery().delay(thing.failures++);
    LOG.warn(
        "{} revision {} failed; it and what follows are delivered again in {} ms",
        thing.track.thingId(),
        thing.failedRevision,
        delay.toMillis());
    later(
        delay,
        () -> {
          thing.track.resume();
          pump(thing);
        });
  }

  private void pumpReady() {
    while (inFlight < options.maxInFlight() && !ready.isEmpty()) {
      ThingState thing = ready.pollFirst();
      thing.ready = false;
      pump(thing);
    }
  }

  void left(ReceivedChange change) {
    if (change.live()) {
      liveChangeLeft.accept(change);
    }
  }

  private void mark(ThingState thing) {
    thing.observe(null);
    long handled = thing.track.handled();
    if (handled <= thing.marked || thing.abandoned) {
      return;
    }
    if (handled >= thing.failedRevision) {
      thing.failures = 0;
      forgetRetained(thing);
    }
    try {
      store.handled(thing.track.thingId(), handled);
      thing.marked = handled;
    } catch (Throwable e) {
      LOG.warn("Revision store failed; {} stays at {}", thing.track.thingId(), thing.marked, e);
      markLater(thing);
    }
  }

  /** A thing that does not change any more would keep its old mark. */
  private void markLater(ThingState thing) {
    if (!thing.markDue) {
      thing.markDue = true;
      later(
          options.fetchRetry().longest(),
          () -> {
            thing.markDue = false;
            mark(thing);
          });
    }
  }

  private ThingState thing(String thingId, long baseline) {
    ThingState known = things.get(thingId);
    if (known != null) {
      return known;
    }
    OptionalLong mark = store.lastHandled(thingId);
    if (mark.isEmpty() && baselining) {
      store.handled(thingId, baseline);
      mark = OptionalLong.of(baseline);
    }
    ThingState thing = newThing(thingId, mark.orElse(0));
    things.put(thingId, thing);
    return thing;
  }

  private ThingState newThing(String thingId, long handled) {
    return new ThingState(new ThingSequencer(thingId, handled, options.maxWaiting()));
  }

  private void shutDownWhenIdle() {
    if (stopping && inFlight == 0) {
      try {
        store.flush();
      } catch (Throwable e) {
        LOG.warn("Revision marks could not be made durable; what follows them comes again", e);
      } finally {
        figures.remove(this);
        thread.shutdown();
      }
    }
  }

  @Override
  public long oldestMillis() {
    long oldest = Long.MAX_VALUE;
    for (ThingState thing : things.values()) {
      long since = thing.behindSince();
      if (since != ThingState.CAUGHT_UP) {
        oldest = Math.min(oldest, since);
      }
    }
    return oldest;
  }

  @Override
  public int stalledThings(Duration limit) {
    long now = System.nanoTime();
    int stalled = 0;
    for (ThingState thing : things.values()) {
      if (thing.stalled(now, limit.toNanos())) {
        stalled++;
      }
    }
    return stalled;
  }

  @Override
  public boolean stalled(Duration limit) {
    long now = System.nanoTime();
    long task = taskSince;
    return task != 0 && now - task > limit.toNanos()
        || now - lastSuccess > limit.toNanos() && stalledThings(limit) > 0;
  }
}

package org.twinsuite.camel.ditto.change;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.twinsuite.camel.ditto.RevisionStore;

/**
 * Hands the changes of its share of the things over, each thing in order, and repairs what is
 * missing. Everything about a thing happens on the lane's one thread, so nothing needs a lock.
 */
public final class Lane {

  private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

  private final LaneOptions options;
  private final ExecutorService thread;
  private final ScheduledExecutorService timer;
  private final RevisionStore store;
  private final Recipient recipient;
  private final ConsumerFigures figures;
  private final Runnable liveChangeLeft;
  private final Repairs repairs;
  private final Map<String, LaneThing> things = new HashMap<>();
  private final Deque<LaneThing> ready = new ArrayDeque<>();
  private volatile Thread laneThread;
  private int inFlight;
  private boolean baselining;
  private boolean stopping;

  /**
   * @param thread single-threaded executor of this lane alone; the lane shuts it down
   * @param baselining whether a thing without a mark starts from where it is now
   * @param liveChangeLeft called once for each accepted live change when it needs no more memory
   */
  public Lane(
      LaneOptions options,
      ExecutorService thread,
      ScheduledExecutorService timer,
      RevisionStore store,
      Recipient recipient,
      History history,
      RepairSlots slots,
      ConsumerFigures figures,
      boolean baselining,
      Runnable liveChangeLeft) {
    this.options = options;
    this.thread = thread;
    this.timer = timer;
    this.store = store;
    this.recipient = recipient;
    this.figures = figures;
    this.baselining = baselining;
    this.liveChangeLeft = liveChangeLeft;
    this.repairs = new Repairs(this, options, history, slots, figures);
  }

  /** A change came over the socket. */
  public void accept(ReceivedChange change) {
    execute(
        () -> {
          figures.received.increment();
          LaneThing thing;
          try {
            thing = thing(change.thingId(), change.revision() - 1);
          } catch (RuntimeException e) {
            liveChangeLeft.run();
            throw e;
          }
          ThingTrack.Offer offer = thing.track.offer(change);
          if (offer == ThingTrack.Offer.DUPLICATE) {
            figures.duplicates.increment();
          }
          if (offer != ThingTrack.Offer.QUEUED) {
            liveChangeLeft.run();
          }
          pump(thing);
        });
  }

  /** The thing is known to have reached this revision. */
  public void reached(String thingId, long revision) {
    execute(
        () -> {
          LaneThing thing = thing(thingId, revision);
          thing.track.reached(revision);
          pump(thing);
        });
  }

  /** The thing was removed for good and began anew at revision 1: forget what was handled. */
  public void beganAnew(String thingId, long revision) {
    execute(
        () -> {
          LOG.warn("{} began anew, its revision went back to {}", thingId, revision);
          store.forget(thingId);
          LaneThing old = things.put(thingId, newThing(thingId, 0));
          if (old != null) {
            old.abandoned = true;
            old.track.waiting().forEach(this::left);
            repairs.abandon(old);
          }
        });
    reached(thingId, revision);
  }

  /** From now on a thing without a mark is a new one and read from its first revision on. */
  public void baselined() {
    execute(() -> baselining = false);
  }

  /** Hands nothing more over; what is under way may come to its end and is marked. */
  public void stop() {
    execute(
        () -> {
          stopping = true;
          shutDownWhenIdle();
        });
  }

  void execute(Runnable task) {
    try {
      thread.execute(
          () -> {
            laneThread = Thread.currentThread();
            try {
              task.run();
              pumpReady();
            } catch (RuntimeException e) {
              LOG.error("A twin change could not be processed; the next audit repairs it", e);
            }
          });
    } catch (RejectedExecutionException e) {
      LOG.debug("Lane is stopped", e);
    }
  }

  void later(Duration delay, Runnable task) {
    try {
      timer.schedule(() -> execute(task), delay.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("Lane is stopped", e);
    }
  }

  boolean stopping() {
    return stopping;
  }

  void pump(LaneThing thing) {
    if (stopping || thing.abandoned) {
      return;
    }
    thing.pumping = true;
    while (inFlight < options.maxInFlight()) {
      HandOver next = thing.track.next(options.maxInFlightPerThing());
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

  private void handOver(LaneThing thing, HandOver handOver) {
    ReceivedChange change = handOver.change();
    inFlight++;
    figures.inFlight.incrementAndGet();
    if (options.excludeWriter() != null && options.excludeWriter().equals(change.writer())) {
      figures.echoes.increment();
      completed(thing, handOver, null);
      return;
    }
    if (change.change().timestamp() != null) {
      figures.lagMillis(System.currentTimeMillis() - change.change().timestamp().toEpochMilli());
    }
    try {
      recipient.handle(change, failure -> done(thing, handOver, failure));
    } catch (RuntimeException e) {
      completed(thing, handOver, e);
    }
  }

  private void done(LaneThing thing, HandOver handOver, Throwable failure) {
    if (Thread.currentThread() == laneThread) {
      completed(thing, handOver, failure);
    } else {
      execute(() -> completed(thing, handOver, failure));
    }
  }

  private void completed(LaneThing thing, HandOver handOver, Throwable failure) {
    inFlight--;
    figures.inFlight.decrementAndGet();
    left(handOver.change());
    (failure == null ? figures.handled : figures.failed).increment();
    if (!thing.abandoned) {
      if (failure != null) {
        thing.failedRevision = handOver.revision();
      }
      boolean rewound = thing.track.completed(handOver, failure == null);
      if (failure != null) {
        thing.track.letGo().forEach(this::left);
      }
      if (rewound) {
        redeliverLater(thing);
      }
      if (!thing.pumping) {
        pump(thing);
      }
    }
    if (stopping) {
      mark(thing);
      shutDownWhenIdle();
    }
  }

  private void redeliverLater(LaneThing thing) {
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
      LaneThing thing = ready.pollFirst();
      thing.ready = false;
      pump(thing);
    }
  }

  void left(ReceivedChange change) {
    if (change.live()) {
      liveChangeLeft.run();
    }
  }

  private void mark(LaneThing thing) {
    long handled = thing.track.handled();
    if (handled <= thing.marked || thing.abandoned) {
      return;
    }
    if (handled >= thing.failedRevision) {
      thing.failures = 0;
    }
    try {
      store.handled(thing.track.thingId(), handled);
      thing.marked = handled;
    } catch (RuntimeException e) {
      LOG.warn("Revision store failed; {} stays at {}", thing.track.thingId(), thing.marked, e);
    }
  }

  private LaneThing thing(String thingId, long baseline) {
    LaneThing known = things.get(thingId);
    if (known != null) {
      return known;
    }
    OptionalLong mark = store.lastHandled(thingId);
    if (mark.isEmpty() && baselining) {
      store.handled(thingId, baseline);
      mark = OptionalLong.of(baseline);
    }
    LaneThing thing = newThing(thingId, mark.orElse(0));
    things.put(thingId, thing);
    return thing;
  }

  private LaneThing newThing(String thingId, long handled) {
    return new LaneThing(new ThingTrack(thingId, handled, options.maxWaiting()));
  }

  private void shutDownWhenIdle() {
    if (stopping && inFlight == 0) {
      try {
        store.flush();
      } catch (RuntimeException e) {
        LOG.warn("Revision marks could not be made durable; what follows them comes again", e);
      } finally {
        thread.shutdown();
      }
    }
  }
}

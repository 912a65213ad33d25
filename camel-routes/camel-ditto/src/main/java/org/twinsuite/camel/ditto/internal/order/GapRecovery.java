package org.twinsuite.camel.ditto.internal.order;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.twinsuite.camel.ditto.internal.order.ThingState.Repair;

/** Fetches what is missing from the history, for the things of one dispatcher. */
final class GapRecovery {

  private static final Logger LOG = LoggerFactory.getLogger(GapRecovery.class);

  private final OrderedDispatcher dispatcher;
  private final DispatcherOptions options;
  private final History history;
  private final RecoverySlots slots;
  private final ConsumerCounters figures;

  GapRecovery(
      OrderedDispatcher dispatcher,
      DispatcherOptions options,
      History history,
      RecoverySlots slots,
      ConsumerCounters figures) {
    this.dispatcher = dispatcher;
    this.options = options;
    this.history = history;
    this.slots = slots;
    this.figures = figures;
  }

  /** Begins, goes on with or ends the repair of a thing as its state demands. */
  void check(ThingState thing) {
    if (thing.repair == Repair.DRAINING && !thing.track.hasNext()) {
      slots.release();
      thing.repair = Repair.NONE;
      if (thing.track.gap() != null) {
        queue(thing);
      }
    }
    if (thing.repair == Repair.NONE && thing.track.gap() != null) {
      figures.gaps.increment();
      delay(thing, options.gapDelay());
    }
  }

  void abandon(ThingState thing) {
    if (thing.repair == Repair.DRAINING) {
      slots.release();
      thing.repair = Repair.NONE;
    }
  }

  private void delay(ThingState thing, Duration delay) {
    thing.repair = Repair.DELAYED;
    dispatcher.later(
        delay,
        () -> {
          if (thing.track.gap() == null) {
            thing.repair = Repair.NONE;
            dispatcher.pump(thing);
          } else {
            queue(thing);
          }
        });
  }

  private void queue(ThingState thing) {
    thing.repair = Repair.QUEUED;
    slots.acquire(() -> dispatcher.execute(() -> fetch(thing)));
  }

  private void fetch(ThingState thing) {
    RevisionRange gap = thing.track.gap();
    if (gap == null || thing.abandoned || dispatcher.stopping()) {
      slots.release();
      thing.repair = Repair.NONE;
      dispatcher.pump(thing);
      return;
    }
    thing.repair = Repair.FETCHING;
    RevisionRange range = new RevisionRange(gap.from(), Math.max(gap.to(), thing.confirmThrough));
    CompletableFuture.completedFuture(null)
        .thenCompose(go -> history.changes(thing.track.thingId(), range, options.repairChunk()))
        .whenComplete(
            (found, failure) -> dispatcher.execute(() -> fetched(thing, range, found, failure)));
  }

  private void fetched(
      ThingState thing, RevisionRange range, History.Found found, Throwable failure) {
    if (thing.abandoned) {
      slots.release();
    } else if (failure != null) {
      retry(thing, range, failure);
    } else {
      try {
        fill(thing, found);
      } catch (Throwable e) {
        retry(thing, range, e);
        return;
      }
      thing.fetchFailures = 0;
      dispatcher.pump(thing);
    }
  }

  private void retry(ThingState thing, RevisionRange range, Throwable failure) {
    slots.release();
    Duration delay = options.fetchRetry().delay(thing.fetchFailures++);
    LOG.warn(
        "History of {} revisions {} to {} could not be read, again in {} ms: {}",
        thing.track.thingId(),
        range.from(),
        range.to(),
        delay.toMillis(),
        failure.toString());
    thing.track.unreadable().forEach(dispatcher::left);
    delay(thing, delay);
  }

  private void fill(ThingState thing, History.Found found) {
    int before = thing.track.waiting().size();
    long missing = thing.track.fill(found.through(), found.changes());
    figures.repaired.add(thing.track.waiting().size() - before);
    if (missing > 0 && thing.confirmed < options.confirmations()) {
      thing.confirmed++;
      thing.confirmThrough = found.through();
      slots.release();
      delay(thing, options.gapDelay());
      return;
    }
    if (missing > 0) {
      LOG.debug("{} has {} revisions we may not see", thing.track.thingId(), missing);
      figures.invisible.add(missing);
    }
    thing.track.skip(found.through());
    thing.confirmed = 0;
    thing.confirmThrough = 0;
    thing.repair = Repair.DRAINING;
  }
}

package org.twinsuite.connectors.scada;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.twinsuite.twin.ClockRule;

/**
 * Gathers signals into updates, one per thing as long as no feature comes twice, so that no value
 * is left out and their order is kept. A value measured before the last one of its feature is
 * historical; times are judged by a {@link ClockRule} first. Bounded: who brings signals faster
 * than updates are taken has to wait.
 */
public final class TwinUpdates implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TwinUpdates.class);
  private static final long MOST_BYTES = 16L * 1024 * 1024;
  private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long NOT_DELIVERING = 0;

  private record Feature(String thing, String feature) {}

  private final BoundedSignals waiting;
  private final int most;
  private final long lingerNanos;
  private final SignalClock signalClock;
  private final Consumer<TwinUpdate> sink;
  private final Map<Feature, Instant> newest = new HashMap<>();
  private final Thread worker;
  private volatile boolean closed;

  /** When the update under way was handed over, by System.nanoTime. */
  private volatile long deliveringSince = NOT_DELIVERING;

  /** As the other constructor, with {@link ClockRule#DEFAULT}. */
  public TwinUpdates(
      String name, int capacity, int most, Duration linger, Consumer<TwinUpdate> sink) {
    this(name, capacity, most, linger, ClockRule.DEFAULT, sink);
  }

  /**
   * @param capacity most signals waiting
   * @param most signals gathered at once
   * @param linger how long the first signal waits for others
   * @param sink gets the updates, one at a time; an update for which it throws is logged and left
   *     out
   */
  public TwinUpdates(
      String name,
      int capacity,
      int most,
      Duration linger,
      ClockRule clockRule,
      Consumer<TwinUpdate> sink) {
    this.waiting = new BoundedSignals(capacity, MOST_BYTES);
    this.most = most;
    this.lingerNanos = linger.toNanos();
    this.signalClock = new SignalClock(name, clockRule);
    this.sink = sink;
    this.worker = new Thread(this::work, name);
    worker.setDaemon(true);
    worker.start();
  }

  /** Waits while too many are waiting; does nothing after {@link #close}. */
  public void add(Signal signal) {
    try {
      while (!closed && !waiting.offer(signal, 1, TimeUnit.SECONDS)) {
        // full: the source waits, as its protocol provides
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** How long the sink has been busy with one update; empty while it is not. */
  public Optional<Duration> busyFor() {
    long since = deliveringSince;
    return since == NOT_DELIVERING
        ? Optional.empty()
        : Optional.of(Duration.ofNanos(System.nanoTime() - since));
  }

  /**
   * How far the source's clock is ahead (negative: behind), if its last time was not believed;
   * empty if it was.
   */
  public Optional<Duration> clockError() {
    return signalClock.error();
  }

  private void work() {
    while (!closed) {
      List<Signal> batch = new ArrayList<>();
      try {
        gather(batch);
        updates(batch).forEach(this::deliver);
      } catch (Throwable e) {
        settle(e, batch.size() + " signals");
      }
    }
  }

  /** Whatever an update does to its sink, the next one is delivered. */
  private void deliver(TwinUpdate update) {
    if (closed) {
      return;
    }
    deliveringSince = Math.max(1, System.nanoTime());
    try {
      sink.accept(update);
    } catch (Throwable e) {
      settle(e, "an update of " + update.thing());
    } finally {
      deliveringSince = NOT_DELIVERING;
    }
  }

  private void settle(Throwable e, String what) {
    try {
      LOG.error("{}: {} is left out", worker.getName(), what, e);
    } catch (Throwable unlogged) {
      // no memory for a line of log: the loop goes on all the same
    }
  }

  private void gather(List<Signal> batch) {
    try {
      if (waiting.drainTo(batch, most, IDLE_NANOS) == 0) {
        return;
      }
      long end = System.nanoTime() + lingerNanos;
      int counted = 0;
      long bytes = 0;
      while (batch.size() < most) {
        for (; counted < batch.size(); counted++) {
          bytes += batch.get(counted).bytes();
        }
        if (bytes >= MOST_BYTES
            || waiting.drainTo(batch, most - batch.size(), end - System.nanoTime()) == 0) {
          return;
        }
      }
    } catch (InterruptedException e) {
      // only close() ends the loop; an interrupt that a sink left behind does not
      LOG.debug("{}: interrupted", worker.getName());
    }
  }

  private List<TwinUpdate> updates(List<Signal> batch) {
    List<TwinUpdate> ready = new ArrayList<>();
    Map<String, List<Map<String, Signal>>> byThing = new LinkedHashMap<>();
    for (Signal reported : batch) {
      Signal signal = signalClock.judge(reported);
      if (isHistorical(signal)) {
        ready.add(new TwinUpdate(signal.thing(), List.of(signal), true));
      } else {
        put(signal, byThing.computeIfAbsent(signal.thing(), thing -> new ArrayList<>()));
      }
    }
    byThing.forEach(
        (thing, some) ->
            some.forEach(features -> ready.add(new TwinUpdate(thing, features.values(), false))));
    return ready;
  }

  /** The second value of a feature goes into the thing's second update, and so on. */
  private static void put(Signal signal, List<Map<String, Signal>> updates) {
    for (Map<String, Signal> features : updates) {
      if (features.putIfAbsent(signal.feature(), signal) == null) {
        return;
      }
    }
    Map<String, Signal> features = new LinkedHashMap<>();
    features.put(signal.feature(), signal);
    updates.add(features);
  }

  private boolean isHistorical(Signal signal) {
    if (signal instanceof TagSample sample && sample.historical()) {
      return true;
    }
    Instant time = signal.sourceTimestamp();
    if (time == null || isLoss(signal)) {
      return false;
    }
    Feature feature = new Feature(signal.thing(), signal.feature());
    Instant before = newest.get(feature);
    if (before != null && time.isBefore(before)) {
      return true;
    }
    newest.put(feature, time);
    return false;
  }

  /** Its time is ours, which may be ahead of the source's: it must not make the next value old. */
  private static boolean isLoss(Signal signal) {
    return signal instanceof TagSample sample
        && sample.value() == null
        && sample.serverTimestamp() == null;
  }

  @Override
  public void close() {
    closed = true;
    worker.interrupt();
  }
}

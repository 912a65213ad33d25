package org.twinsuite.connectors.scada;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Gathers signals into updates, one per thing as long as no feature comes twice, so that no value
 * is left out and their order is kept. A value measured before the last one of its feature is
 * historical. Bounded: who brings signals faster than updates are taken has to wait.
 */
public final class TwinUpdates implements AutoCloseable {

  private record Feature(String thing, String feature) {}

  private final BlockingQueue<Signal> waiting;
  private final int most;
  private final long lingerNanos;
  private final Consumer<TwinUpdate> sink;
  private final Map<Feature, Instant> newest = new HashMap<>();
  private final Thread worker;
  private volatile boolean closed;

  /**
   * @param capacity most signals waiting
   * @param most signals gathered at once
   * @param linger how long the first signal waits for others
   * @param sink gets the updates, one at a time; should it throw, the worker ends
   */
  public TwinUpdates(
      String name, int capacity, int most, Duration linger, Consumer<TwinUpdate> sink) {
    this.waiting = new ArrayBlockingQueue<>(capacity);
    this.most = most;
    this.lingerNanos = linger.toNanos();
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

  private void work() {
    List<Signal> batch = new ArrayList<>(most);
    try {
      while (!closed) {
        gather(batch);
        updates(batch).forEach(this::deliver);
        batch.clear();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void deliver(TwinUpdate update) {
    if (!closed) {
      sink.accept(update);
    }
  }

  private void gather(List<Signal> batch) throws InterruptedException {
    Signal first = waiting.poll(1, TimeUnit.SECONDS);
    if (first == null) {
      return;
    }
    batch.add(first);
    long end = System.nanoTime() + lingerNanos;
    while (batch.size() < most) {
      if (waiting.drainTo(batch, most - batch.size()) > 0) {
        continue;
      }
      Signal next = waiting.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (next == null) {
        return;
      }
      batch.add(next);
    }
  }

  private List<TwinUpdate> updates(List<Signal> batch) {
    List<TwinUpdate> ready = new ArrayList<>();
    Map<String, List<Map<String, Signal>>> byThing = new LinkedHashMap<>();
    for (Signal signal : batch) {
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

package org.twinsuite.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import org.twinsuite.sandbox.plant.Sample;

/**
 * Keeps accelerated time in step with the line: the next tick waits until the twins show samples
 * not older than two ticks, forecasts not older than four, and the orders' states. Otherwise the
 * acceleration would decide how late an order comes, and not the suite.
 *
 * <p>What a machine does not send is not waited for. A wait is bounded: after the patience the run
 * goes on, {@link #hurried()} counts it, and what was missing is not waited for again until it has
 * caught up.
 */
final class Pacing {

  private static final int SAMPLE_TICKS = 2;
  private static final int FORECAST_TICKS = 4;
  private static final long PAUSE_NANOS = 10_000_000;

  private final TwinWatch watch;
  private final OrderLog orders;
  private final String feature;
  private final Duration step;
  private final Duration patience;
  private final Duration lastPatience;
  private final Map<String, Instant> sent = new HashMap<>();
  private final Map<String, Instant> since = new HashMap<>();
  private Map<String, TwinState> states = Map.of();
  private String lastReason = "";
  private final Set<String> excused = new HashSet<>();
  private int hurried;
  private final Map<String, Instant> forecastSeen = new HashMap<>();
  private long forecasts;

  Pacing(
      TwinWatch watch,
      OrderLog orders,
      String feature,
      Duration step,
      Duration patience,
      Duration lastPatience) {
    this.watch = watch;
    this.orders = orders;
    this.feature = feature;
    this.step = step;
    this.patience = patience;
    this.lastPatience = lastPatience;
  }

  /** Notes what was sent. */
  void sent(Map<String, Sample> samples) {
    samples.forEach(
        (thingId, sample) -> {
          if (sample.points().containsKey(feature)) {
            Instant before = sent.put(thingId, sample.at());
            if (older(before, sample.at().minus(step.multipliedBy(FORECAST_TICKS)))) {
              since.put(thingId, sample.at());
            }
          }
        });
  }

  /** When each machine last sent the feature that is waited for. */
  Map<String, Instant> sent() {
    return Map.copyOf(sent);
  }

  /** Waits until the line has followed closely enough. */
  void await(Instant now) {
    await(SAMPLE_TICKS, FORECAST_TICKS, now, patience);
  }

  /** Waits until everything sent has arrived and everything ordered is known everywhere. */
  void awaitAll(Instant now) {
    await(0, 0, now, lastPatience);
  }

  /** The twins as last seen. */
  Map<String, TwinState> states() {
    return states;
  }

  /** How many forecasts were seen in the twins. */
  long forecasts() {
    return forecasts;
  }

  /** How often the patience was at its end. */
  int hurried() {
    return hurried;
  }

  /** What was waited for last in vain; empty if nothing ever was. */
  String lastReason() {
    return lastReason;
  }

  private void await(int sampleTicks, int forecastTicks, Instant now, Duration longest) {
    long deadline = System.nanoTime() + longest.toNanos();
    while (true) {
      states = watch.look();
      orders.see(states);
      states.values().forEach(this::count);
      Set<String> missing = missing(sampleTicks, forecastTicks, now);
      excused.retainAll(missing);
      missing.removeAll(excused);
      if (missing.isEmpty()) {
        return;
      }
      if (System.nanoTime() > deadline) {
        hurried++;
        lastReason = missing.iterator().next();
        excused.addAll(missing);
        return;
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private Set<String> missing(int sampleTicks, int forecastTicks, Instant now) {
    Set<String> missing = new TreeSet<>();
    sent.forEach(
        (thingId, last) -> {
          TwinState state = states.get(thingId);
          Instant due = last.minus(step.multipliedBy(sampleTicks));
          if (state == null || older(state.sampleAt(), due)) {
            missing.add("a sample of " + thingId);
          }
          // Before its first forecast, and after a silence, a machine may lack the history for one.
          Instant forecastDue = last.minus(step.multipliedBy(forecastTicks));
          boolean lately =
              last.minus(step.multipliedBy(FORECAST_TICKS)).isBefore(since.get(thingId));
          if (state != null
              && !lately
              && state.forecast() != null
              && older(state.forecast().at(), forecastDue)) {
            missing.add("a forecast of " + thingId);
          }
        });
    missing.addAll(orders.missing(now.minus(step.multipliedBy(sampleTicks))));
    return missing;
  }

  private void count(TwinState state) {
    if (state.forecast() != null
        && !state
            .forecast()
            .at()
            .equals(forecastSeen.put(state.thingId(), state.forecast().at()))) {
      forecasts++;
    }
  }

  private static boolean older(Instant seen, Instant due) {
    return seen == null || seen.isBefore(due);
  }
}

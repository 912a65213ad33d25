package org.twinsuite.rules.detect;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import org.twinsuite.rules.fact.Baseline;
import org.twinsuite.rules.fact.Fact;
import org.twinsuite.rules.fact.ThingContext;

/** All the engine keeps of one thing. */
public final class ThingState {

  /** Whom a thing tells of what happens to its signals. */
  interface Listener {

    /** Something a rule can see of the detector has changed. */
    void changed(Detector detector);

    /** A baseline was learned. */
    void learned(Baseline baseline);

    /** The quality of a signal has to be watched from now on. */
    void watchQuality(Signal signal);
  }

  private static final int WAITING = 256;

  private final String id;
  private final Listener listener;
  private final Map<String, Signal> points = new HashMap<>(8);
  private final Map<String, Signal> forecasts = new HashMap<>(2);
  private Map<String, Baseline> baselines = Map.of();
  private ThingContext context;
  private boolean retired;
  private long lastHeardAt = Long.MIN_VALUE;
  private Signal whole;
  private ArrayDeque<Fact> waiting = new ArrayDeque<>(2);

  ThingState(String id, Listener listener) {
    this.id = id;
    this.listener = listener;
  }

  public String id() {
    return id;
  }

  /** Null until the context came. */
  public ThingContext context() {
    return context;
  }

  void context(ThingContext value) {
    context = value;
  }

  /** Keeps a fact until the context comes; of very many the newest. */
  void await(Fact fact) {
    if (waiting.size() == WAITING) {
      waiting.removeFirst();
    }
    waiting.addLast(fact);
  }

  ArrayDeque<Fact> takeWaiting() {
    ArrayDeque<Fact> taken = waiting;
    waiting = new ArrayDeque<>(0);
    return taken;
  }

  /** Whether the thing is no longer watched through this state. */
  boolean retired() {
    return retired;
  }

  void retire() {
    retired = true;
  }

  ArrayDeque<Fact> waiting() {
    return waiting;
  }

  void changed(Detector detector) {
    listener.changed(detector);
  }

  void learned(Baseline baseline) {
    baseline(baseline);
    listener.learned(baseline);
  }

  void watchQuality(Signal signal) {
    listener.watchQuality(signal);
  }

  /** What was learned or told to be usual, by name of the derived signal. */
  Map<String, Baseline> baselines() {
    return baselines;
  }

  void baseline(Baseline baseline) {
    if (baselines.isEmpty()) {
      baselines = new HashMap<>(4);
    }
    baselines.put(baseline.source(), baseline);
  }

  /** A good sample came. */
  void heard(long at) {
    lastHeardAt = Math.max(lastHeardAt, at);
    if (whole != null) {
      whole.othersGood(at);
    }
  }

  /** Stands for findings about the data that name no point; null as long as there were none. */
  Signal whole() {
    return whole;
  }

  void whole(Signal value) {
    whole = value;
  }

  /** Time of the newest good sample of any point, in epoch milliseconds. */
  long lastHeardAt() {
    return lastHeardAt;
  }

  public Map<String, Signal> points() {
    return points;
  }

  public Map<String, Signal> forecasts() {
    return forecasts;
  }
}

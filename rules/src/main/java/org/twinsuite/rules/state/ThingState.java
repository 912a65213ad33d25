package org.twinsuite.rules.state;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.twinsuite.rules.fact.Fact;
import org.twinsuite.rules.fact.ThingContext;

/** All the engine keeps of one thing. */
public final class ThingState {

  private static final int WAITING = 256;

  private final String id;
  private final Consumer<Watch> changed;
  private final Map<String, Signal> points = new HashMap<>(8);
  private final Map<String, Signal> forecasts = new HashMap<>(2);
  private ThingContext context;
  private boolean retired;
  private ArrayDeque<Fact> waiting = new ArrayDeque<>(2);

  ThingState(String id, Consumer<Watch> changed) {
    this.id = id;
    this.changed = changed;
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

  void changed(Watch watch) {
    changed.accept(watch);
  }

  public Map<String, Signal> points() {
    return points;
  }

  public Map<String, Signal> forecasts() {
    return forecasts;
  }
}

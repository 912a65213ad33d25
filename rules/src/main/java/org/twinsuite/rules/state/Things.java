package org.twinsuite.rules.state;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.twinsuite.rules.episode.Case;
import org.twinsuite.rules.episode.EpisodeBook;
import org.twinsuite.rules.fact.Fact;
import org.twinsuite.rules.fact.Forecast;
import org.twinsuite.rules.fact.Measurement;
import org.twinsuite.rules.fact.ThingContext;
import org.twinsuite.rules.pack.Limit;
import org.twinsuite.rules.pack.Tables;
import org.twinsuite.rules.time.DueList;

/** The state of all things of a partition. */
public final class Things {

  private static final String DEFAULT_FAILURE_MODE = "unknown";

  private final Map<String, ThingState> things = new HashMap<>();
  private final DueList<SilenceWatch> silences = new DueList<>();
  private final Map<String, List<Limit>> limitsByClass = new HashMap<>();
  private final Tables tables;
  private final EpisodeBook book;
  private final Consumer<Watch> changed;
  private final Consumer<Watch> retired;

  /**
   * @param book episodes of the partition
   * @param changed called with each watch that is new or has changed for rules to see
   * @param retired called with each watch that is no more
   */
  public Things(Tables tables, EpisodeBook book, Consumer<Watch> changed, Consumer<Watch> retired) {
    this.tables = tables;
    this.book = book;
    this.changed = changed;
    this.retired = retired;
  }

  /** Takes the fact into the state; facts before the thing's context wait for it. */
  public void accept(Fact fact) {
    ThingState thing = things.computeIfAbsent(fact.thingId(), id -> new ThingState(id, changed));
    if (fact instanceof ThingContext context) {
      context(thing, context);
    } else if (thing.context() == null) {
      thing.await(fact);
    } else {
      route(thing, fact);
    }
  }

  private void context(ThingState thing, ThingContext context) {
    if (thing.context() != null && context.revision() < thing.context().revision()) {
      return;
    }
    boolean other =
        thing.context() != null
            && (!Objects.equals(thing.context().equipmentClass(), context.equipmentClass())
                || !Objects.equals(thing.context().parent(), context.parent()));
    ThingState now = thing;
    if (other) {
      retire(thing);
      now = adopt(thing, context);
    } else {
      thing.context(context);
    }
    for (Fact fact : now.takeWaiting()) {
      route(now, fact);
    }
  }

  /** The thing was deleted: its windows go, its episodes stay. */
  public void forget(String thingId) {
    ThingState thing = things.remove(thingId);
    if (thing != null) {
      retire(thing);
    }
  }

  private void retire(ThingState thing) {
    thing.retire();
    for (Map<String, Signal> signals : List.of(thing.points(), thing.forecasts())) {
      for (Signal signal : signals.values()) {
        for (Watch watch : signal.watches()) {
          watch.episodes().detach(watch);
          retired.accept(watch);
        }
      }
    }
  }

  /** Other facts have no window: they are judged where they arrive. */
  private void route(ThingState thing, Fact fact) {
    if (fact instanceof Measurement m) {
      point(thing, m).sample(m);
    } else if (fact instanceof Forecast f) {
      forecast(thing, f).forecast(f);
    }
  }

  private Signal point(ThingState thing, Measurement m) {
    Signal known = thing.points().get(m.feature());
    if (known != null) {
      return known;
    }
    Signal signal = newSignal(thing, m.feature(), false);
    thing.points().put(m.feature(), signal);
    watchPoint(signal, m.at().toEpochMilli());
    return signal;
  }

  private void watchPoint(Signal signal, long firstHeard) {
    for (Limit limit : limits(signal.thing(), signal.name(), false)) {
      Case episodes = caseOf(signal.thing(), limit.failureMode());
      if (limit.kind() == Limit.Kind.SILENCE) {
        SilenceWatch watch = new SilenceWatch(limit, signal, episodes);
        attach(watch);
        silences.add(firstHeard + limit.minimum(), watch);
      } else {
        attach(new LevelWatch(limit, signal, episodes));
      }
    }
  }

  private Signal forecast(ThingState thing, Forecast f) {
    Signal known = thing.forecasts().get(f.name());
    if (known != null) {
      return known;
    }
    Signal signal = newSignal(thing, f.name(), true);
    thing.forecasts().put(f.name(), signal);
    watchForecast(signal, f.failureMode());
    return signal;
  }

  private void watchForecast(Signal signal, String forecastMode) {
    String named = forecastMode == null ? DEFAULT_FAILURE_MODE : forecastMode;
    for (Limit limit : limits(signal.thing(), signal.name(), true)) {
      String mode = Limit.ANY.equals(limit.failureMode()) ? named : limit.failureMode();
      attach(new ForecastWatch(limit, signal, caseOf(signal.thing(), mode)));
    }
  }

  private Signal newSignal(ThingState thing, String name, boolean forecast) {
    int capacity = limits(thing, name, forecast).stream().mapToInt(Limit::of).max().orElse(1);
    return new Signal(thing, name, capacity);
  }

  /** Takes over the things another pack watched, with their windows. */
  public void adopt(Things old) {
    old.things.values().forEach(was -> adopt(was, was.context()));
  }

  private ThingState adopt(ThingState was, ThingContext context) {
    ThingState thing = new ThingState(was.id(), changed);
    things.put(was.id(), thing);
    thing.context(context);
    was.waiting().forEach(thing::await);
    for (Signal signal : was.points().values()) {
      Signal copy = newSignal(thing, signal.name(), false);
      copy.adopt(signal);
      thing.points().put(signal.name(), copy);
      watchPoint(copy, Math.max(signal.lastGoodAt(), 0));
      copy.recountAll();
    }
    for (Signal signal : was.forecasts().values()) {
      Signal copy = newSignal(thing, signal.name(), true);
      copy.adopt(signal);
      thing.forecasts().put(signal.name(), copy);
      Forecast newest = signal.newestForecast();
      watchForecast(copy, newest == null ? null : newest.failureMode());
      copy.recountAll();
    }
    return thing;
  }

  private Case caseOf(ThingState thing, String failureMode) {
    String equipmentClass = thing.context().equipmentClass();
    return book.caseOf(
        thing.id(),
        failureMode,
        thing.context().parent(),
        tables.termsFor(equipmentClass, failureMode));
  }

  private void attach(Watch watch) {
    watch.signal().watches().add(watch);
    watch.episodes().attach(watch);
    changed.accept(watch);
  }

  private List<Limit> limits(ThingState thing, String source, boolean forecast) {
    String equipmentClass = thing.context().equipmentClass();
    return limitsByClass
        .computeIfAbsent(
            equipmentClass == null ? "" : equipmentClass, key -> tables.limitsFor(equipmentClass))
        .stream()
        .filter(l -> forecast == (l.kind() == Limit.Kind.FORECAST) && l.watches(source))
        .toList();
  }

  /** When the next silence has to be looked at, in epoch milliseconds. */
  public long nextDue() {
    return silences.next();
  }

  /** Looks at the next due silence. */
  public void lookAtSilence(long now) {
    SilenceWatch watch = silences.take();
    if (watch.signal().thing().retired()) {
      return;
    }
    long due = watch.due();
    if (!watch.signal().periodKnown()) {
      silences.add(now + watch.limit().minimum(), watch);
    } else if (due > now) {
      silences.add(due, watch);
    } else {
      if (watch.fallSilent() || watch.episodes().waiting()) {
        changed.accept(watch);
      }
      silences.add(now + watch.limit().minimum(), watch);
    }
  }

  /** Null if nothing was heard of the thing. */
  public ThingState find(String thingId) {
    return things.get(thingId);
  }
}

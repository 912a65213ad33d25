package org.twinsuite.rules.detect;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.twinsuite.rules.episode.EpisodeRegistry;
import org.twinsuite.rules.episode.FaultCase;
import org.twinsuite.rules.fact.Anomaly;
import org.twinsuite.rules.fact.Baseline;
import org.twinsuite.rules.fact.DataQuality;
import org.twinsuite.rules.fact.Fact;
import org.twinsuite.rules.fact.Forecast;
import org.twinsuite.rules.fact.Measurement;
import org.twinsuite.rules.fact.ThingContext;
import org.twinsuite.rules.pack.row.Tables;

/** The state of all things of a partition. */
public final class ThingRegistry {

  /** Signal of findings about data that name no point. */
  private static final String WHOLE_THING = "data";

  private final Map<String, ThingState> things = new HashMap<>();
  private final SilenceScheduler silences = new SilenceScheduler();
  private final List<Baseline> learned = new ArrayList<>();
  private final Siblings siblings = new Siblings();
  private final DetectorFactory binder;
  private final Consumer<Detector> retired;
  private final ThingState.Listener listener;
  private long now;

  /**
   * @param book episodes of the partition
   * @param changed called with each detector that has changed for rules to see
   * @param retired called with each detector that is no more
   */
  public ThingRegistry(
      Tables tables, EpisodeRegistry book, Consumer<Detector> changed, Consumer<Detector> retired) {
    this.retired = retired;
    this.binder =
        new DetectorFactory(
            tables,
            book,
            siblings,
            detector -> silences.add(now + detector.limit().minimum(), detector));
    this.listener =
        new ThingState.Listener() {
          @Override
          public void changed(Detector detector) {
            changed.accept(detector);
          }

          @Override
          public void learned(Baseline baseline) {
            learned.add(baseline);
          }

          @Override
          public void watchQuality(Signal signal) {
            binder.quality(signal);
          }
        };
  }

  /** Takes the fact into the state; facts before the thing's context wait for it. */
  public void accept(Fact fact) {
    ThingState thing = things.computeIfAbsent(fact.thingId(), id -> new ThingState(id, listener));
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
      siblings.add(thing);
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
    siblings.remove(thing);
    for (Map<String, Signal> signals : List.of(thing.points(), thing.forecasts())) {
      for (Signal signal : signals.values()) {
        for (Detector detector : signal.detectors()) {
          detector.episodes().detach(detector);
          detector.notifiedToo().forEach(told -> told.detach(detector));
          retired.accept(detector);
        }
      }
    }
  }

  /** Facts about orders, stock and production have no window: the episodes take them. */
  private void route(ThingState thing, Fact fact) {
    now = fact.at().toEpochMilli();
    if (fact instanceof Measurement m) {
      point(thing, m.feature()).sample(m);
    } else if (fact instanceof Forecast f) {
      forecast(thing, f).forecast(f);
    } else if (fact instanceof Anomaly a) {
      point(thing, a.sample().feature()).sample(a.sample());
    } else if (fact instanceof DataQuality q) {
      Signal signal = point(thing, q.feature() == null ? WHOLE_THING : q.feature());
      if (q.feature() == null) {
        thing.whole(signal);
      }
      signal.quality(q.at().toEpochMilli(), false, q.code() + ": " + q.text());
    } else if (fact instanceof Baseline b) {
      thing.baseline(b);
      Signal signal = thing.points().get(b.source());
      if (signal != null && signal.computedBy() != null) {
        signal.computedBy().baseline(b);
      }
    }
  }

  private Signal point(ThingState thing, String name) {
    Signal known = thing.points().get(name);
    return known != null ? known : binder.point(thing, name);
  }

  private Signal forecast(ThingState thing, Forecast f) {
    Signal known = thing.forecasts().get(f.name());
    return known != null ? known : binder.forecast(thing, f.name(), f);
  }

  /**
   * Takes over the things another pack watched, with their windows.
   *
   * @param clock where the clock stands, in epoch milliseconds
   */
  public void adopt(ThingRegistry old, long clock) {
    now = Math.min(old.now, clock);
    old.things.values().forEach(was -> adopt(was, was.context()));
    learned.addAll(old.learned);
  }

  private ThingState adopt(ThingState was, ThingContext context) {
    ThingState thing = new ThingState(was.id(), listener);
    things.put(was.id(), thing);
    thing.context(context);
    siblings.add(thing);
    thing.heard(was.lastHeardAt());
    was.baselines().values().forEach(thing::baseline);
    was.waiting().forEach(thing::await);
    for (Signal signal : was.points().values()) {
      if (signal.computedBy() == null) {
        copy(signal, point(thing, signal.name()));
      }
    }
    for (Signal signal : thing.points().values()) {
      Signal before = was.points().get(signal.name());
      boolean same =
          before != null
              && signal.computedBy() != null
              && before.computedBy() != null
              && signal.computedBy().sameAs(before.computedBy());
      if (same) {
        signal.computedBy().adopt(before.computedBy());
        copy(before, signal);
      }
    }
    if (was.whole() != null) {
      thing.whole(thing.points().get(WHOLE_THING));
    }
    for (Signal signal : was.forecasts().values()) {
      copy(signal, binder.forecast(thing, signal.name(), signal.newestForecast()));
    }
    return thing;
  }

  private void copy(Signal from, Signal to) {
    to.adopt(from);
    if (from.judgesQuality()) {
      if (!to.judgesQuality()) {
        to.judgesQuality(true);
        binder.quality(to);
      }
      for (Detector detector : to.detectors()) {
        for (Detector before : from.detectors()) {
          if (detector instanceof QualityDetector now && before instanceof QualityDetector then) {
            now.adopt(then);
          }
        }
      }
    }
    to.recountAll();
  }

  /** Baselines learned since the last call. */
  public List<Baseline> takeLearned() {
    if (learned.isEmpty()) {
      return List.of();
    }
    List<Baseline> taken = List.copyOf(learned);
    learned.clear();
    return taken;
  }

  /** The case of another failure mode of the thing; null if table orders has no terms for it. */
  public FaultCase caseOf(ThingState thing, String failureMode) {
    return binder.caseOf(thing, failureMode);
  }

  /** When the next silence has to be looked at, in epoch milliseconds. */
  public long nextDue() {
    return silences.next();
  }

  /**
   * Looks at the next due silence.
   *
   * @param now its time
   * @param until up to when no fact will come
   * @param decided time of what the rules find now
   */
  public void lookAtSilence(long now, long until, long decided) {
    silences.look(now, until, decided);
  }

  /**
   * An episode of the thing changed while the clock runs.
   *
   * @param at when it changed
   * @param byLook whether the last look at a silence changed it
   */
  public void episodeChanged(String thingId, long at, boolean byLook) {
    ThingState thing = things.get(thingId);
    if (thing != null) {
      silences.wake(thing, at, byLook);
    }
  }

  /** The clock begins to run; no fact comes until it stands again. */
  public void clockRuns() {
    silences.run();
  }

  /** How often silences were looked at. */
  public long looks() {
    return silences.taken();
  }

  /** Null if nothing was heard of the thing. */
  public ThingState find(String thingId) {
    return things.get(thingId);
  }
}

package org.twinsuite.rules.detect;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.twinsuite.rules.episode.EpisodeRegistry;
import org.twinsuite.rules.episode.FaultCase;
import org.twinsuite.rules.fact.Anomaly;
import org.twinsuite.rules.fact.Baseline;
import org.twinsuite.rules.fact.Forecast;
import org.twinsuite.rules.pack.row.Derivation;
import org.twinsuite.rules.pack.row.Limit;
import org.twinsuite.rules.pack.row.RuleRow;
import org.twinsuite.rules.pack.row.Tables;

/** Makes the signals of things, and binds to each the rows of the tables that hold for it. */
final class DetectorFactory {

  /** Kinds that judge samples of the signal's window. */
  private static final Set<Limit.Kind> SAMPLED =
      EnumSet.of(Limit.Kind.FORECAST, Limit.Kind.LEVEL, Limit.Kind.WINDOW);

  private static final String DEFAULT_FAILURE_MODE = "unknown";

  private final Tables tables;
  private final EpisodeRegistry book;
  private final Siblings siblings;
  private final Consumer<StalenessDetector> silences;
  private final Map<String, List<Limit>> limitsByClass = new HashMap<>();
  private final Map<String, List<Derivation>> derivationsByClass = new HashMap<>();

  /**
   * @param silences takes each detector whose silence has to be looked at
   */
  DetectorFactory(
      Tables tables,
      EpisodeRegistry book,
      Siblings siblings,
      Consumer<StalenessDetector> silences) {
    this.tables = tables;
    this.book = book;
    this.siblings = siblings;
    this.silences = silences;
  }

  /** A measured point, with all that is computed from it. */
  Signal point(ThingState thing, String name) {
    Signal signal = newSignal(thing, name, false);
    thing.points().put(name, signal);
    for (Limit limit : limits(thing, name)) {
      if (limit.kind() == Limit.Kind.SILENCE && !made(name)) {
        StalenessDetector detector =
            new StalenessDetector(limit, signal, caseOf(thing, limit.failureMode()));
        attach(detector);
        silences.accept(detector);
      } else {
        level(thing, limit, signal);
      }
    }
    if (wasBad(thing, name)) {
      signal.judgesQuality(true);
      quality(signal);
    }
    derive(signal);
    return signal;
  }

  private void level(ThingState thing, Limit limit, Signal signal) {
    if (limit.kind() == Limit.Kind.LEVEL) {
      attach(new LevelDetector(limit, signal, caseOf(thing, limit.failureMode())));
    } else if (limit.kind() == Limit.Kind.WINDOW) {
      attach(new PointWindow(limit, signal, caseOf(thing, limit.failureMode())));
    }
  }

  /** After a restart nobody remembers the bad samples, yet good ones have to end the episode. */
  private boolean wasBad(ThingState thing, String name) {
    for (Limit limit : limits(thing, name)) {
      if (limit.kind() == Limit.Kind.QUALITY && book.isOpen(thing.id(), limit.failureMode())) {
        return true;
      }
    }
    return false;
  }

  /** What the suite makes from samples itself says nothing about sensors. */
  private static boolean made(String name) {
    return name.startsWith(Anomaly.PREFIX) || name.startsWith(Forecast.DRIFT_PREFIX);
  }

  private void derive(Signal from) {
    ThingState thing = from.thing();
    for (Derivation row : derivations(thing)) {
      if (row.of().equals(from.name()) || row.by().equals(from.name())) {
        Signal known = thing.points().get(row.name());
        Signal out = known == null ? derived(thing, row) : known;
        if (out.computedBy() != null && out != from) {
          from.feeds().add(out.computedBy());
        }
      }
    }
  }

  private Signal derived(ThingState thing, Derivation row) {
    Signal out = newSignal(thing, row.name(), false);
    Derived by = Derived.of(row, out, siblings);
    out.computedBy(by);
    out.unit(unit(row));
    Baseline known = thing.baselines().get(row.name());
    if (known != null) {
      by.baseline(known);
    }
    thing.points().put(row.name(), out);
    for (Limit limit : limits(thing, row.name())) {
      level(thing, limit, out);
    }
    derive(out);
    return out;
  }

  private static String unit(Derivation row) {
    return switch (row.kind()) {
      case DEVIATION, APART -> "%";
      case SCATTER, TOGETHER -> "1";
      case RATIO -> null;
    };
  }

  /** From the first sample on that is not good. */
  void quality(Signal signal) {
    ThingState thing = signal.thing();
    for (Limit limit : limits(thing, signal.name())) {
      if (limit.kind() == Limit.Kind.QUALITY) {
        attach(new QualityDetector(limit, signal, caseOf(thing, limit.failureMode())));
      }
    }
  }

  /**
   * A forecast.
   *
   * @param first the first that is known; null if none is
   */
  Signal forecast(ThingState thing, String name, Forecast first) {
    Signal signal = newSignal(thing, name, true);
    thing.forecasts().put(name, signal);
    for (Limit limit : limits(thing, name)) {
      if (limit.kind() == Limit.Kind.FORECAST) {
        String mode =
            Limit.ANY.equals(limit.failureMode())
                ? named(thing, limit, first)
                : limit.failureMode();
        attach(new ForecastDetector(limit, signal, caseOf(thing, mode)));
      } else if (limit.kind() == Limit.Kind.STALE) {
        StalenessDetector detector =
            new StalenessDetector(limit, signal, caseOf(thing, limit.failureMode()));
        attach(detector);
        silences.accept(detector);
      }
    }
    return signal;
  }

  /** A fault that was ordered keeps its name, also if the model is told another one meanwhile. */
  private String named(ThingState thing, Limit limit, Forecast first) {
    String named =
        first == null || first.failureMode() == null ? DEFAULT_FAILURE_MODE : first.failureMode();
    return first == null || first.model() == null || book.isOpen(thing.id(), named)
        ? named
        : book.modeOf(thing.id(), limit.ruleId(), first.model()).orElse(named);
  }

  private Signal newSignal(ThingState thing, String name, boolean forecast) {
    int capacity =
        limits(thing, name).stream()
            .filter(l -> forecast == (l.kind() == Limit.Kind.FORECAST))
            .filter(l -> SAMPLED.contains(l.kind()))
            .mapToInt(Limit::of)
            .max()
            .orElse(1);
    return new Signal(thing, name, capacity);
  }

  /** The case of a failure mode of the thing; null if table orders has no terms for it. */
  FaultCase caseOf(ThingState thing, String failureMode) {
    var terms = tables.termsFor(thing.context().equipmentClass(), failureMode);
    return terms == null
        ? null
        : book.caseOf(thing.id(), failureMode, thing.context().parent(), terms);
  }

  private void attach(Detector detector) {
    RuleRow rule = tables.rules().get(detector.getRuleId());
    detector.judged(rule == null ? null : rule.judged());
    detector.signal().detectors().add(detector);
    detector.episodes().attach(detector);
  }

  private List<Limit> limits(ThingState thing, String source) {
    String equipmentClass = thing.context().equipmentClass();
    return limitsByClass
        .computeIfAbsent(
            equipmentClass == null ? "" : equipmentClass, key -> tables.limitsFor(equipmentClass))
        .stream()
        .filter(l -> l.covers(source))
        .toList();
  }

  private List<Derivation> derivations(ThingState thing) {
    String equipmentClass = thing.context().equipmentClass();
    return derivationsByClass.computeIfAbsent(
        equipmentClass == null ? "" : equipmentClass, key -> tables.derivationsFor(equipmentClass));
  }
}

package org.twinsuite.rules.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.twinsuite.rules.action.Action;
import org.twinsuite.rules.episode.Episode;
import org.twinsuite.rules.fact.Baseline;
import org.twinsuite.rules.fact.Fact;
import org.twinsuite.rules.fact.Forecast;
import org.twinsuite.rules.fact.Measurement;
import org.twinsuite.rules.fact.OrderState;
import org.twinsuite.rules.fact.OrderStatus;
import org.twinsuite.rules.fact.Quality;
import org.twinsuite.rules.fact.ThingContext;
import org.twinsuite.rules.health.Health;
import org.twinsuite.rules.pack.RulePack;

/** One engine with a clock that ticks in hours, and all it prescribed. */
final class Plant implements AutoCloseable {

  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  static final RulePack PACK = RulePack.standard();

  final List<Action> actions = new ArrayList<>();
  final Map<String, Episode> episodes = new LinkedHashMap<>();
  final List<Health> health = new ArrayList<>();
  final List<Baseline> learned = new ArrayList<>();
  private final RulePack pack;
  private RuleEngine engine;
  private long revision;

  Plant() {
    this(EngineOptions.defaults());
  }

  Plant(EngineOptions options) {
    this(PACK, options);
  }

  Plant(RulePack pack, EngineOptions options) {
    this.pack = pack;
    engine = RuleEngine.open(pack, List.of(), options);
  }

  static Instant at(double hours) {
    return START.plus(Duration.ofSeconds(Math.round(hours * 3600)));
  }

  static Fact thing(String id, String equipmentClass) {
    return new ThingContext(id, equipmentClass, null, Map.of(), Map.of(), START, 1);
  }

  static Fact bearing(String id, String shaft) {
    return new ThingContext(id, "org.twinsuite:bearing:1.0.0", shaft, Map.of(), Map.of(), START, 1);
  }

  static Fact rul(String id, double hour, double value, long revision) {
    return new Forecast(
        id,
        "rul",
        value,
        value * 0.8,
        value * 1.2,
        0.9,
        "h",
        "bearing-wear",
        "m",
        "1",
        null,
        START,
        30,
        null,
        at(hour),
        revision);
  }

  static Measurement sample(String id, String feature, double hour, double value, long revision) {
    return new Measurement(id, feature, value, null, null, at(hour), revision);
  }

  static Fact vibration(String id, double hour, double value, Quality quality, long revision) {
    return new Measurement(id, "vibration", value, "mm/s", quality, at(hour), revision);
  }

  List<Action> add(String id, String equipmentClass) {
    return tell(thing(id, equipmentClass));
  }

  List<Action> rul(String id, double hour, double value) {
    return tell(rul(id, hour, value, ++revision));
  }

  List<Action> vibration(String id, double hour, double value) {
    return tell(vibration(id, hour, value, Quality.GOOD, ++revision));
  }

  List<Action> sample(String id, String feature, double hour, double value) {
    return tell(sample(id, feature, hour, value, ++revision));
  }

  List<RuleProblem> problems() {
    return engine.problems();
  }

  List<Action> order(Action raised, OrderState state, double hour) {
    return tell(
        new OrderStatus(
            raised.thingId(),
            raised.reference(),
            "1",
            state,
            raised.failureMode(),
            raised.episode(),
            at(hour),
            ++revision));
  }

  List<Action> tell(Fact fact) {
    return keep(engine.handle(fact));
  }

  /** How often silent signals were looked at. */
  long looks() {
    return ((PartitionEngine) engine).looks();
  }

  void forget(String thingId) {
    engine.forget(thingId);
  }

  List<Action> clock(double hour) {
    return keep(engine.advanceTo(at(hour)));
  }

  private List<Action> keep(Outcome outcome) {
    actions.addAll(outcome.actions());
    health.addAll(outcome.health());
    learned.addAll(outcome.learned());
    outcome.changed().forEach(e -> episodes.put(e.reference(), e));
    return outcome.actions();
  }

  /** The engine is gone; a new one gets the stored episodes and the facts handled so far. */
  void restart(Collection<Fact> handled, EngineOptions options) {
    restart(pack, handled, options);
  }

  void restart(RulePack changed, Collection<Fact> handled, EngineOptions options) {
    engine.close();
    engine = RuleEngine.open(changed, List.copyOf(episodes.values()), options);
    handled.forEach(engine::rebuild);
  }

  void reload(RulePack changed) {
    engine.reload(changed);
  }

  <T extends Action> List<T> all(Class<T> type) {
    return actions.stream().filter(type::isInstance).map(type::cast).toList();
  }

  @Override
  public void close() {
    engine.close();
  }
}

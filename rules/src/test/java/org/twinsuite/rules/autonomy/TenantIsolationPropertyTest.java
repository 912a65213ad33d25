package org.twinsuite.rules.autonomy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.arbitraries.ListArbitrary;
import org.twinsuite.rules.action.Action;
import org.twinsuite.rules.action.CreateWorkOrder;
import org.twinsuite.rules.action.RecordOutcome;
import org.twinsuite.rules.json.RulesJson;
import org.twinsuite.rules.pack.Autonomy;
import org.twinsuite.rules.pack.RuleInfo;

/** Whatever one tenant or thing sends, what the rule may do elsewhere stays the same. */
class TenantIsolationPropertyTest {

  private static final Instant DAY = Instant.parse("2026-03-01T00:00:00Z");
  private static final int BUDGET = 10;
  private static final Map<String, RuleInfo> RULES =
      Map.of("R", new RuleInfo("R", "rule", "1", "me", Autonomy.AUTO, BUDGET));

  /**
   * @param outcome whether it is an outcome and not an order
   */
  record Step(String thing, boolean outcome, boolean good, int hour) {

    Action action(int n) {
      Instant at = DAY.plus(Duration.ofHours(hour));
      return outcome
          ? new RecordOutcome(thing, "m", n, "O" + n, "R", "trend@1", good, at, null)
          : new CreateWorkOrder(
              thing, "m", n, "REF" + n, "R", "VIB", 2, "title", null, Map.of(), at, null);
    }
  }

  @Property(tries = 300)
  void oneTenantNeverMovesTheRuleElsewhere(
      @ForAll("honest") List<Step> honest, @ForAll("hostileTenant") List<Step> hostile) {
    Map<String, List<Autonomy>> without = levels(honest);
    Map<String, List<Autonomy>> with = levels(mixed(honest, hostile));
    without.forEach((thing, levels) -> assertThat(with.get(thing)).isEqualTo(levels));
  }

  @Property(tries = 300)
  void aTenantWhoseClockIsAheadNeverEndsTheDayOfTheOthers(
      @ForAll("honest") List<Step> honest, @ForAll("hostileTenant") List<Step> hostile) {
    // GIVEN a tenant whose samples are dated almost a day ahead
    Map<String, List<Autonomy>> without = levels(honest);
    List<Step> mixed = new ArrayList<>();
    for (Step step : mixed(honest, hostile)) {
      boolean ahead = step.thing().startsWith("bad:");
      mixed.add(
          ahead ? new Step(step.thing(), step.outcome(), step.good(), step.hour() + 23) : step);
    }
    // THEN
    Map<String, List<Autonomy>> with = levels(mixed);
    without.forEach((thing, levels) -> assertThat(with.get(thing)).isEqualTo(levels));
  }

  @Property(tries = 300)
  void oneThingNeverMovesTheRuleForTheOthersOfItsTenant(
      @ForAll("fewPerTenant") List<Step> honest, @ForAll("hostileThing") List<Step> hostile) {
    Map<String, List<Autonomy>> without = levels(honest);
    Map<String, List<Autonomy>> with = levels(mixed(honest, hostile));
    without.forEach((thing, levels) -> assertThat(with.get(thing)).isEqualTo(levels));
  }

  @Property(tries = 100)
  void aStreamThatOverspendsIsMovedDownSomewhere(@ForAll("hostileTenant") List<Step> hostile) {
    // GIVEN more orders on each day than the budget
    List<Step> orders = new ArrayList<>(hostile);
    for (int i = 0; i <= 50 * BUDGET; i++) {
      orders.add(new Step("bad:" + i % 7, false, false, 240));
    }
    // THEN no order of that tenant goes out by itself any more
    AutonomyLevels levels = new AutonomyLevels(RULES, AutonomyState.empty());
    int n = 0;
    for (Step step : orders) {
      levels.judge(step.action(n++));
    }
    for (int i = 0; i < 7; i++) {
      assertThat(levels.level("R", "bad:" + i)).isLessThan(Autonomy.AUTO);
    }
  }

  /** Level of each order of each thing, over a restart after each step. */
  private static Map<String, List<Autonomy>> levels(List<Step> steps) {
    Map<String, List<Autonomy>> found = new HashMap<>();
    AutonomyLevels levels = new AutonomyLevels(RULES, AutonomyState.empty());
    int n = 0;
    for (Step step : steps) {
      AutonomyDecision decision = levels.judge(step.action(n++));
      if (!step.outcome()) {
        found.computeIfAbsent(step.thing(), key -> new ArrayList<>()).add(decision.level());
      }
      AutonomyState stored = RulesJson.read(RulesJson.write(levels.state()), AutonomyState.class);
      levels = new AutonomyLevels(RULES, stored);
    }
    return found;
  }

  private static List<Step> mixed(List<Step> one, List<Step> other) {
    List<Step> all = new ArrayList<>(one);
    all.addAll(other);
    // a stable sort keeps the order of each
    all.sort((a, b) -> Integer.compare(a.hour(), b.hour()));
    return all;
  }

  /** Other tenants may themselves spend their budgets or have bad outcomes in one of them. */
  @Provide
  Arbitrary<List<Step>> honest() {
    return sorted(
        steps(Arbitraries.of("a:1", "a:2", "a:3", "b:1"), Arbitraries.of(true)).ofMaxSize(40));
  }

  /** As many orders a day as leave room for the share of one thing, all with good outcomes. */
  @Provide
  Arbitrary<List<Step>> fewPerTenant() {
    Arbitrary<Step> step =
        Combinators.combine(
                Arbitraries.of("bad:1", "bad:2", "bad:3", "bad:4"), Arbitraries.of(true, false))
            .as((thing, outcome) -> new Step(thing, outcome, true, 0));
    return step.list()
        .ofMaxSize(BUDGET - OrderBudget.share(BUDGET))
        .map(
            steps -> {
              List<Step> spread = new ArrayList<>();
              for (int i = 0; i < steps.size(); i++) {
                spread.add(new Step(steps.get(i).thing(), steps.get(i).outcome(), true, i));
              }
              return spread;
            });
  }

  @Provide
  Arbitrary<List<Step>> hostileTenant() {
    return sorted(
        steps(
                Arbitraries.of("bad:1", "bad:2", "bad:3", "bad:4", "bad:5"),
                Arbitraries.of(true, false))
            .ofMaxSize(200));
  }

  @Provide
  Arbitrary<List<Step>> hostileThing() {
    return sorted(steps(Arbitraries.of("bad:9"), Arbitraries.of(true, false)).ofMaxSize(200));
  }

  private static ListArbitrary<Step> steps(Arbitrary<String> things, Arbitrary<Boolean> good) {
    return Combinators.combine(
            things, Arbitraries.of(true, false), good, Arbitraries.integers().between(0, 72))
        .as(Step::new)
        .list();
  }

  private static Arbitrary<List<Step>> sorted(Arbitrary<List<Step>> steps) {
    return steps.map(
        list -> {
          List<Step> copy = new ArrayList<>(list);
          copy.sort((a, b) -> Integer.compare(a.hour(), b.hour()));
          return copy;
        });
  }
}

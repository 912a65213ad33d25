package org.twinsuite.workbench.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.twinsuite.pipeline.change.FactSamples;
import org.twinsuite.pipeline.forecast.ForecastPlan;
import org.twinsuite.pipeline.history.History;
import org.twinsuite.pipeline.history.Sample;
import org.twinsuite.rules.action.Action;
import org.twinsuite.rules.action.CreateWorkOrder;
import org.twinsuite.rules.engine.EngineOptions;
import org.twinsuite.rules.engine.RuleEngine;
import org.twinsuite.rules.fact.Fact;
import org.twinsuite.rules.fact.Forecast;
import org.twinsuite.rules.fact.Measurement;
import org.twinsuite.rules.fact.OpenWorkOrder;
import org.twinsuite.rules.fact.ThingContext;
import org.twinsuite.rules.pack.RulePack;
import org.twinsuite.workbench.backtest.ThingFile.ThingKind;

/** What went through the app's history gives the orders that the live engine gave. */
class BackTestRunPropertyTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final RulePack PACK = RulePack.standard();
  private static final int HOURS = 200;

  @Property(tries = 12)
  void historyGivesTheOrdersOfTheLiveEngine(
      @ForAll @IntRange(min = 0, max = 1_000_000) int seed,
      @ForAll @IntRange(min = 1, max = 5) int threads)
      throws Exception {
    // GIVEN what happened, what the live engine ordered, and the history that was kept of it
    Random random = new Random(seed);
    Map<String, ThingKind> kinds = new TreeMap<>();
    List<PastFailure> failures = new ArrayList<>();
    List<Fact> facts = facts(random, kinds, failures);
    List<String> live = live(facts);
    List<Sample> kept = new ArrayList<>();
    facts.forEach(fact -> FactSamples.of(fact, kept));

    // WHEN
    BackTestResult result;
    try (History history = History.open(Path.of(":memory:"))) {
      history.add(kept);
      try (Samples samples = Samples.of(history.another())) {
        result =
            BackTestRun.run(
                new BackTestQuestion(
                    PACK,
                    null,
                    BackTestQuestion.contexts(kinds),
                    failures,
                    List.of(),
                    plan(),
                    null,
                    null,
                    Duration.ofDays(30),
                    threads),
                samples,
                (rows, of) -> assertThat(rows).isLessThanOrEqualTo(of));
      }
    }

    // THEN
    assertThat(lines(result.report().orders())).isNotEmpty();
    assertThat(lines(result.report().orders())).containsExactlyInAnyOrderElementsOf(live);
    assertThat(result.input().rows()).isEqualTo(kept.size());
  }

  private static ForecastPlan plan() throws IOException {
    return ForecastPlan.read(
        new StringReader(
            "definition,forecast,model,feature,failureMode\n"
                + "org.twinsuite:motor-pump,rul,m,vibration,bearing-wear\n"));
  }

  private static List<String> live(List<Fact> facts) {
    List<Action> actions = new ArrayList<>();
    try (RuleEngine engine = RuleEngine.open(PACK, List.of(), EngineOptions.defaults())) {
      facts.forEach(fact -> actions.addAll(engine.handle(fact).actions()));
    }
    return lines(
        actions.stream()
            .filter(CreateWorkOrder.class::isInstance)
            .map(CreateWorkOrder.class::cast)
            .toList());
  }

  private static List<String> lines(List<CreateWorkOrder> orders) {
    return orders.stream()
        .map(
            o ->
                o.reference()
                    + ' '
                    + o.thingId()
                    + ' '
                    + o.failureMode()
                    + ' '
                    + o.at()
                    + ' '
                    + o.window()
                    + ' '
                    + o.evidence().summary())
        .toList();
  }

  private static List<Fact> facts(
      Random random, Map<String, ThingKind> kinds, List<PastFailure> failures) {
    List<Fact> facts = new ArrayList<>();
    for (int machine = 0; machine < 6; machine++) {
      String id = "t:m" + machine;
      boolean bearing = machine < 3;
      String definition =
          bearing ? "org.twinsuite:bearing:1.0.0" : "org.twinsuite:motor-pump:1.0.0";
      String parent = "t:line" + machine / 2;
      kinds.put(id, new ThingKind(definition, parent));
      facts.add(new ThingContext(id, definition, parent, Map.of(), Map.of(), START, 0));
      int onset = 60 + random.nextInt(60);
      boolean wears = machine == 3 || random.nextBoolean();
      boolean forecast = random.nextBoolean();
      long revision = 0;
      for (int hour = 0; hour < HOURS; hour++) {
        boolean bad = wears && hour >= onset && hour < onset + 50;
        Instant at = START.plus(Duration.ofHours(hour));
        double noise = 1 + 0.01 * random.nextGaussian();
        if (wears && hour == onset + 50) {
          failures.add(new PastFailure(id, null, at.minusSeconds(3600), at));
          facts.add(new OpenWorkOrder(id, "repair", null, false, at, revision));
        }
        facts.add(
            new Measurement(
                id, "vibration", (bad ? 5.5 : 1.2) * noise, null, null, at, ++revision));
        if (forecast) {
          facts.add(rul(id, (bad ? 50 : 900) * noise, at, ++revision));
        }
      }
    }
    facts.sort(
        Comparator.comparing(Fact::at)
            .thenComparing(Fact::thingId)
            .thenComparingLong(Fact::revision));
    return facts;
  }

  private static Forecast rul(String id, double hours, Instant at, long revision) {
    return new Forecast(
        id,
        "rul",
        hours,
        hours * 0.8,
        hours * 1.2,
        0.9,
        "h",
        "bearing-wear",
        "m",
        null,
        null,
        null,
        0,
        null,
        at,
        revision);
  }
}

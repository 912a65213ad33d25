package org.twinsuite.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.twinsuite.rules.action.Action;
import org.twinsuite.rules.action.CreateWorkOrder;
import org.twinsuite.rules.action.Reference;
import org.twinsuite.rules.fact.Fact;
import org.twinsuite.rules.fact.OpenWorkOrder;
import org.twinsuite.rules.fact.OrderState;
import org.twinsuite.rules.fact.OrderStatus;
import org.twinsuite.rules.fact.Quality;
import org.twinsuite.rules.fact.ThingContext;
import org.twinsuite.rules.pack.RulePack;
import org.twinsuite.rules.pack.StandardPackCopy;

/**
 * A clock that leaps decides what one decides that looks at each silent signal at every step, and
 * looks a few times only.
 */
class SilentLeapTest {

  private static final String PUMP = "org.twinsuite:motor-pump:1.0.0";
  private static final double STEP = 0.05;
  private static final RulePack TWO_RULES = twoRules();

  /** Each point has a rule of its own, so that what the second finds is a note with its time. */
  private static RulePack twoRules() {
    try {
      Path folder = Files.createTempDirectory("silent-leap");
      StandardPackCopy copy =
          StandardPackCopy.in(folder)
              .change(
                  "silence.csv",
                  "R-SIL-01,*,*,sensor-loss,6,0.25,3",
                  """
                  R-SIL-01,*,vibration,sensor-loss,6,0.25,3
                  R-SIL-02,*,temperature,sensor-loss,9,0.25,2
                  R-SIL-02,*,current,bearing-wear,4,0.4,2
                  """)
              .change(
                  "data.drl",
                  "// Stale forecast:",
                  """
                  rule "second" @ruleId("R-SIL-02") @version("1")
                  when $w : StalenessDetector(ruleId == "R-SIL-02", silent) then findings.raise($w); end
                  rule "second over" @ruleId("R-SIL-02") @version("1")
                  when $w : StalenessDetector(ruleId == "R-SIL-02", raised, !quiet, goodCount >= required)
                  then findings.clear($w); end
                  // Stale forecast:""");
      RulePack pack = copy.load();
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(folder);
      return pack;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Property(tries = 60)
  void aLeapDecidesWhatSmallStepsDecide(@ForAll @IntRange(min = 0, max = 1_000_000) int seed) {
    List<Fact> facts = history(new Random(seed));
    assertThat(decided(facts, false)).isEqualTo(decided(facts, true));
  }

  /** Signals that come and go, and orders that are completed, cancelled, and others'. */
  private static List<Fact> history(Random random) {
    List<Fact> facts = new ArrayList<>();
    long revision = 1;
    for (int thing = 0; thing < 2; thing++) {
      String id = "demo:p" + thing;
      facts.add(Plant.thing(id, PUMP));
      double hour = 0.2;
      while (hour < 150) {
        // sampled for some hours by some of the points, then silent for hours or days
        double until = hour + 1 + random.nextInt(8);
        boolean[] on = {random.nextBoolean(), random.nextBoolean(), random.nextBoolean()};
        double level = random.nextInt(3) == 0 ? 5 : 1;
        for (; hour < until; hour += 0.25) {
          if (on[0]) {
            facts.add(Plant.vibration(id, hour, level, Quality.GOOD, ++revision));
          }
          if (on[1]) {
            facts.add(Plant.sample(id, "temperature", hour, 50, ++revision));
          }
          if (on[2]) {
            facts.add(Plant.rul(id, hour + 0.01, 5000, ++revision));
            facts.add(Plant.sample(id, "current", hour, 5, ++revision));
          }
        }
        hour += random.nextInt(4) == 0 ? 48 : random.nextInt(12);
      }
      for (String mode : List.of("sensor-loss", "bearing-wear")) {
        for (int number = 1; number <= 4; number++) {
          double at = number * 30 + random.nextInt(40) + (random.nextBoolean() ? 0.01 : 0);
          for (String rule : List.of("R-SIL-01", "R-SIL-02", "R-VIB-01")) {
            facts.add(
                new OrderStatus(
                    id,
                    Reference.of(id, rule, mode, number),
                    "1",
                    random.nextInt(3) == 0 ? OrderState.CANCELLED : OrderState.COMPLETED,
                    mode,
                    number,
                    Plant.at(at),
                    ++revision));
          }
        }
      }
      double other = random.nextInt(100);
      facts.add(new OpenWorkOrder(id, "9", "sensor-loss", true, Plant.at(other), ++revision));
      facts.add(new OpenWorkOrder(id, "9", "sensor-loss", false, Plant.at(other + 40), ++revision));
      double out = random.nextInt(200);
      for (boolean outOfService : List.of(true, false)) {
        facts.add(
            new ThingContext(
                id,
                PUMP,
                null,
                null,
                null,
                null,
                outOfService,
                Plant.at(outOfService ? out : out + 20),
                ++revision));
      }
    }
    facts.sort(Comparator.comparing(Fact::at));
    return facts;
  }

  private static List<String> decided(List<Fact> facts, boolean everyStep) {
    try (Plant plant = new Plant(TWO_RULES, EngineOptions.defaults())) {
      double hour = 0;
      for (Fact fact : facts) {
        double at = (fact.at().toEpochMilli() - Plant.START.toEpochMilli()) / 3_600_000.0;
        hour = steps(plant, hour, at, everyStep);
        plant.tell(fact);
      }
      steps(plant, hour, hour + 300, everyStep);
      plant.clock(hour + 300);
      return plant.actions.stream().map(SilentLeapTest::text).toList();
    }
  }

  private static double steps(Plant plant, double from, double to, boolean everyStep) {
    for (double next = from + STEP; everyStep && next < to; next += STEP) {
      plant.clock(next);
    }
    return Math.max(from, to);
  }

  private static String text(Action action) {
    return action.key() + ' ' + action.at() + ' ' + action.evidence().summary();
  }

  @Test
  void aLeapOfAYearTakesAFewLooksForEachSignal() {
    int things = 50;
    try (Plant plant = silent(things, 10)) {
      long before = plant.looks();
      plant.clock(10 + 365 * 24);
      assertThat(plant.all(CreateWorkOrder.class)).hasSize(things);
      assertThat(plant.looks() - before).isLessThan(things * 10L);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"COMPLETED", "CANCELLED"})
  void aLeapOfAYearOverBlockedAndNewOrdersTakesAFewLooks(OrderState state) {
    int things = 50;
    try (Plant plant = silent(things, 10)) {
      plant.clock(20);
      List<CreateWorkOrder> orders = plant.all(CreateWorkOrder.class);
      orders.forEach(order -> plant.order(order, state, 20.5));
      long before = plant.looks();
      plant.clock(20 + 365 * 24);
      assertThat(plant.looks() - before).isLessThan(things * 10L);
    }
  }

  @Test
  void aLeapOfAYearOverFewSamplesAndThingsOutOfServiceTakesAFewLooks() {
    int things = 50;
    try (Plant plant = silent(things, 2)) {
      for (int i = 0; i < things; i++) {
        plant.tell(
            new ThingContext(
                "demo:p" + i, PUMP, null, null, null, null, i % 2 == 0, Plant.at(2), 2));
        for (int hour = 2; hour < 10 && i % 2 == 0; hour++) {
          plant.vibration("demo:p" + i, hour, 1.0);
        }
      }
      long before = plant.looks();
      plant.clock(10 + 365 * 24);
      assertThat(plant.all(CreateWorkOrder.class)).isEmpty();
      assertThat(plant.looks() - before).isLessThan(things * 10L);
    }
  }

  private static Plant silent(int things, int hours) {
    Plant plant = new Plant();
    for (int i = 0; i < things; i++) {
      plant.add("demo:p" + i, PUMP);
    }
    for (int hour = 0; hour < hours; hour++) {
      for (int i = 0; i < things; i++) {
        plant.vibration("demo:p" + i, hour, 1.0);
      }
    }
    return plant;
  }
}

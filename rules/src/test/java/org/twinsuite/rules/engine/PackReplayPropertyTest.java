package org.twinsuite.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.twinsuite.rules.action.Action;
import org.twinsuite.rules.action.CreateWorkOrder;
import org.twinsuite.rules.fact.DataQuality;
import org.twinsuite.rules.fact.Fact;
import org.twinsuite.rules.fact.Measurement;
import org.twinsuite.rules.fact.OpenWorkOrder;
import org.twinsuite.rules.fact.OrderState;
import org.twinsuite.rules.fact.OrderStatus;
import org.twinsuite.rules.fact.ProductionWindow;
import org.twinsuite.rules.fact.Quality;
import org.twinsuite.rules.fact.StockLevel;
import org.twinsuite.rules.fact.ThingContext;

/**
 * All packs at once on sibling pumps with faults, orders of others, stock, refused samples and
 * outages: order, duplication, delay and restarts of the input change nothing.
 */
class PackReplayPropertyTest {

  private static final Duration DELAY = Duration.ofHours(3);
  private static final EngineOptions OPTIONS = EngineOptions.defaults().withLateness(DELAY);
  private static final String PUMP = "org.twinsuite:motor-pump:1.0.0";
  private static final int HOURS = 220;
  private static final int PUMPS = 5;

  @Property(tries = 40)
  void theSameHistoryGivesTheSameActions(@ForAll @IntRange(min = 0, max = 1_000_000) int seed) {
    Random random = new Random(seed);
    // GIVEN what happened, told once and in order, and the orders answered as they were raised
    List<Fact> history = new ArrayList<>(history(random));
    answer(history, random);
    List<String> expected = run(history, List.of());
    // WHEN it comes late, in disorder and more than once, and the engine is restarted in between
    List<Fact> arrivals = disturbed(history, random);
    List<Integer> restarts =
        List.of(random.nextInt(arrivals.size()), random.nextInt(arrivals.size()));
    // THEN the actions are the same
    assertThat(run(arrivals, restarts)).containsExactlyElementsOf(expected);
  }

  /** Histories in which a finding could be noted on one of two orders. */
  @ParameterizedTest
  @ValueSource(ints = {418})
  void aFindingIsNotedOnTheSameOrderAfterARestart(int seed) {
    theSameHistoryGivesTheSameActions(seed);
  }

  /** Orders the history itself leads to are completed or cancelled a day later. */
  private static void answer(List<Fact> history, Random random) {
    List<Fact> answers = new ArrayList<>();
    try (Plant plant = new Plant(OPTIONS)) {
      history.forEach(plant::tell);
      plant.clock(HOURS + 100);
      for (CreateWorkOrder order : plant.all(CreateWorkOrder.class)) {
        answers.add(
            new OrderStatus(
                order.thingId(),
                order.reference(),
                "1",
                random.nextInt(3) == 0 ? OrderState.CANCELLED : OrderState.COMPLETED,
                order.failureMode(),
                order.episode(),
                order.at().plus(Duration.ofHours(20)),
                1_000_000));
      }
    }
    history.addAll(answers);
    history.sort(Comparator.comparing(Fact::at));
  }

  private static List<Fact> history(Random random) {
    List<Fact> facts = new ArrayList<>();
    long revision = 1;
    for (int pump = 0; pump < PUMPS; pump++) {
      String id = "demo:p" + pump;
      facts.add(new ThingContext(id, PUMP, "demo:station", Map.of(), Map.of(), Plant.START, 1));
      facts.add(new StockLevel(id, "bearing", pump % 2, null, Plant.at(1), ++revision));
      facts.add(new StockLevel(id, "bearing", 2, null, Plant.at(150), ++revision));
      facts.add(new ProductionWindow(id, Plant.at(120), Plant.at(400), Plant.at(2), ++revision));
      facts.add(new OpenWorkOrder(id, "X" + pump, null, pump == 3, Plant.at(90), ++revision));
      facts.add(new OpenWorkOrder(id, "X" + pump, null, false, Plant.at(160), ++revision));
      int fault = random.nextInt(6);
      int onset = 60 + random.nextInt(60);
      for (int hour = 1; hour < HOURS; hour++) {
        boolean bad = hour >= onset;
        if (fault == 5 && bad && hour < onset + 30) {
          continue;
        }
        double at = hour + 0.001 * pump;
        double less = fault == 1 && bad ? 0.88 : 1;
        double flutter = fault == 2 && bad ? 0.12 * random.nextGaussian() : 0;
        double drift = fault == 3 && bad ? 1.12 : 1;
        double noise = 0.01 * random.nextGaussian();
        double vibration = fault == 4 && bad ? 5 : 1.2;
        facts.add(Plant.vibration(id, at, vibration * (1 + noise), Quality.GOOD, ++revision));
        facts.add(sample(id, "flow", at, 100 * (less + noise + flutter), ++revision));
        facts.add(sample(id, "pressure", at, 5 * drift * (less - noise / 2 + flutter), ++revision));
        facts.add(sample(id, "current", at, 40 * (0.98 + noise), ++revision));
        facts.add(Plant.rul(id, at + 0.1, bad && fault > 0 ? 70 : 4000, ++revision));
        if (random.nextInt(6) == 0) {
          facts.add(new DataQuality(id, "flow", "unit", "unknown", Plant.at(at + 0.2), ++revision));
        }
      }
    }
    facts.sort(Comparator.comparing(Fact::at));
    return facts;
  }

  private static Measurement sample(
      String id, String feature, double hour, double value, long revision) {
    return Plant.sample(id, feature, hour, value, revision);
  }

  private static List<Fact> disturbed(List<Fact> history, Random random) {
    record Arrival(Fact fact, long time) {}
    List<Arrival> arrivals = new ArrayList<>();
    for (Fact fact : history) {
      for (int copy = 0; copy <= random.nextInt(2); copy++) {
        long delay = random.nextLong(DELAY.toMillis());
        arrivals.add(new Arrival(fact, fact.at().toEpochMilli() + delay));
      }
    }
    arrivals.sort(Comparator.comparingLong(Arrival::time));
    return arrivals.stream().map(Arrival::fact).toList();
  }

  private static List<String> run(List<Fact> facts, List<Integer> restarts) {
    try (Plant plant = new Plant(OPTIONS)) {
      for (int i = 0; i < facts.size(); i++) {
        if (restarts.contains(i)) {
          plant.restart(facts.subList(0, i), OPTIONS);
        }
        plant.tell(facts.get(i));
      }
      plant.clock(HOURS + 300);
      List<String> keys = plant.actions.stream().map(Action::key).toList();
      assertThat(keys).doesNotHaveDuplicates();
      assertThat(plant.actions).isNotEmpty();
      return new ArrayList<>(
          new TreeSet<>(
              plant.actions.stream()
                  .map(
                      a ->
                          a.key()
                              + ' '
                              + a.at()
                              + ' '
                              + a.thingId()
                              + ' '
                              + a.failureMode()
                              + ' '
                              + (a.evidence() == null ? "" : a.evidence().summary()))
                  .toList()));
    }
  }
}

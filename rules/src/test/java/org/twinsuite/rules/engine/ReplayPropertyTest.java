package org.twinsuite.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.twinsuite.rules.action.Action;
import org.twinsuite.rules.action.CloseEpisode;
import org.twinsuite.rules.action.Reference;
import org.twinsuite.rules.fact.Fact;
import org.twinsuite.rules.fact.OrderState;
import org.twinsuite.rules.fact.OrderStatus;
import org.twinsuite.rules.fact.Quality;

/** Whatever happens on the way, the same history gives the same actions. */
class ReplayPropertyTest {

  private static final Duration DELAY = Duration.ofHours(3);
  private static final EngineOptions OPTIONS = EngineOptions.defaults().withLateness(DELAY);
  private static final int HOURS = 120;

  @Property(tries = 30)
  void duplicatesDelaysAndRestartsChangeNothing(
      @ForAll @IntRange(min = 0, max = 1_000_000) int seed) {
    Random random = new Random(seed);
    List<Fact> history = history(random);

    // GIVEN the history as it happened, told once and in order
    List<String> expected = run(history, List.of());

    // WHEN it comes late, in disorder and more than once, and the engine is restarted in between
    List<Fact> arrivals = disturbed(history, random);
    List<Integer> restarts =
        List.of(random.nextInt(arrivals.size()), random.nextInt(arrivals.size()));
    List<String> actual = run(arrivals, restarts);

    // THEN the actions are the same
    assertThat(actual).isEqualTo(expected);
  }

  private static List<Fact> history(Random random) {
    List<Fact> facts = new ArrayList<>();
    long revision = 1;
    for (int thing = 0; thing < 3; thing++) {
      String id = "demo:p" + thing;
      facts.add(Plant.thing(id, "org.twinsuite:motor-pump:1.0.0"));
      double level = 1;
      double life = 400;
      for (int hour = 1; hour < HOURS; hour++) {
        if (random.nextInt(20) == 0) {
          level = random.nextBoolean() ? 5 : random.nextBoolean() ? 3.2 : 1;
        }
        if (random.nextInt(30) == 0) {
          life = random.nextBoolean() ? 60 : random.nextBoolean() ? 30 : 400;
        }
        boolean silent = hour > 60 && hour < 66 && thing == 1;
        double minute = 0.001 * thing;
        if (!silent) {
          for (int i = 0; i < 4; i++) {
            facts.add(
                Plant.vibration(
                    id,
                    hour + i * 0.25 + minute,
                    level + random.nextDouble() * 0.2,
                    random.nextInt(10) == 0 ? Quality.BAD : Quality.GOOD,
                    ++revision));
          }
        }
        facts.add(Plant.rul(id, hour + 0.1 + minute, life + random.nextInt(20), ++revision));
      }
      String reference = Reference.of(id, "R-VIB-01", "bearing-wear", 1);
      facts.add(
          new OrderStatus(
              id,
              reference,
              "1",
              random.nextBoolean() ? OrderState.COMPLETED : OrderState.CANCELLED,
              "bearing-wear",
              1,
              Plant.at(50 + random.nextInt(20)),
              ++revision));
    }
    facts.sort(Comparator.comparing(Fact::at));
    return facts;
  }

  private static List<Fact> disturbed(List<Fact> history, Random random) {
    record Arrival(Fact fact, long time) {}
    List<Arrival> arrivals = new ArrayList<>();
    for (Fact fact : history) {
      for (int copy = 0; copy <= random.nextInt(3); copy++) {
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
      plant.clock(HOURS + 1000);
      List<String> keys = plant.actions.stream().map(Action::key).toList();
      assertThat(keys).doesNotHaveDuplicates();
      assertThat(plant.actions).isNotEmpty();
      return new ArrayList<>(
          new TreeSet<>(plant.actions.stream().map(ReplayPropertyTest::text).toList()));
    }
  }

  private static String text(Action action) {
    String reason = action instanceof CloseEpisode close ? close.reason().name() : "";
    return action.key() + ' ' + action.at() + ' ' + reason;
  }
}

package org.twinsuite.rules.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.twinsuite.rules.action.Window;
import org.twinsuite.rules.pack.row.WorkCosts;
import org.twinsuite.rules.planning.StartTimeOptimizer.Choice;

class StartTimeOptimizerTest {
  private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");
  private static final SurvivalCurve LIFE = SurvivalCurve.of(NOW, 60, 120, 200, 0.9);
  private static final Duration JOB = Duration.ofHours(4);

  @Test
  void waitsForTheProductionWindowWhenOutputIsDear() {
    // GIVEN a window tonight and one long after the machine may fail
    List<Window> free = List.of(window(14, 22), window(158, 170));
    WorkCosts costs = new WorkCosts(50_000, 2_000, 1_500, 5, JOB);

    // WHEN
    Choice choice = new StartTimeOptimizer(LIFE, costs, free, NOW).choose(null, hours(200));

    // THEN tonight's is taken, as late as the job still fits, and the order may last to its end
    assertThat(choice.best().at()).isBetween(hours(14), hours(18));
    assertThat(choice.window().to()).isEqualTo(hours(22));
    assertThat(choice.best().cost()).isLessThan(choice.soonest().cost());
    assertThat(choice.best().cost()).isLessThan(choice.latest().cost());
  }

  @Test
  void waitsForThePart() {
    WorkCosts costs = new WorkCosts(50_000, 2_000, 0, 0, JOB);
    Choice choice =
        new StartTimeOptimizer(LIFE, costs, List.of(), NOW).choose(hours(90), hours(200));
    assertThat(choice.best().at()).isEqualTo(hours(90));
    assertThat(choice.best().failsBefore()).isGreaterThan(0.05);
  }

  @Test
  void usesUpTheLifeOfADearPartWhoseFailureIsCheap() {
    WorkCosts dear = new WorkCosts(2_500, 2_000, 0, 400, JOB);
    Choice choice = new StartTimeOptimizer(LIFE, dear, List.of(), NOW).choose(null, hours(300));
    assertThat(choice.best().at()).isAfter(hours(120));
  }

  @Test
  void aForecastWithoutAnIntervalIsRefused() {
    assertThatThrownBy(() -> SurvivalCurve.of(NOW, Double.NaN, 120, 200, 0.9))
        .hasMessageContaining("0 <= lower <= value <= upper");
  }

  @Test
  void theCurveKeepsTheForecastsProbabilities() {
    assertThat(LIFE.failedBy(hours(60), NOW)).isCloseTo(0.05, within(1e-9));
    assertThat(LIFE.failedBy(hours(120), NOW)).isCloseTo(0.5, within(1e-9));
    assertThat(LIFE.failedBy(hours(200), NOW)).isCloseTo(0.95, within(1e-9));
    assertThat(LIFE.failedBy(hours(1_000), NOW)).isEqualTo(1);
    // Half of it is used up: what is left is judged given that it still runs.
    assertThat(LIFE.failedBy(hours(200), hours(120))).isCloseTo(0.9, within(1e-9));
  }

  @Property(tries = 150)
  void noOtherStartCostsLess(@ForAll long seed) {
    // GIVEN any life, costs, windows and part delivery
    Random random = new Random(seed);
    double lower = random.nextDouble(0, 100);
    double median = lower + random.nextDouble(0.1, 100);
    SurvivalCurve life =
        SurvivalCurve.of(NOW, lower, median, median + random.nextDouble(0.1, 100), 0.8);
    WorkCosts costs =
        new WorkCosts(
            random.nextDouble(0, 50_000),
            random.nextDouble(0, 5_000),
            random.nextDouble(0, 2_000),
            random.nextDouble(0, 300),
            Duration.ofMinutes(random.nextInt(30, 1_000)));
    List<Window> free = new ArrayList<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      int from = random.nextInt(0, 200);
      free.add(window(from, from + random.nextInt(1, 30)));
    }
    Instant part = random.nextBoolean() ? null : hours(random.nextInt(0, 150));
    StartTimeOptimizer choice = new StartTimeOptimizer(life, costs, free, NOW);

    // WHEN
    Choice chosen = choice.choose(part, hours(240));

    // THEN no start on a fine grid is better
    Instant first = part == null ? NOW : part;
    for (Instant at = first; !at.isAfter(hours(240)); at = at.plus(Duration.ofMinutes(7))) {
      assertThat(chosen.best().cost()).isLessThanOrEqualTo(choice.start(at).cost() + 0.01);
    }
    assertThat(chosen.best().at()).isBetween(first, hours(240));
  }

  @Property(tries = 60)
  void aDearerFailureNeverPutsTheJobOff(
      @ForAll @IntRange(min = 1, max = 40) int cheap,
      @ForAll @IntRange(min = 0, max = 60) int more) {
    Choice low = choose(cheap * 1_000.0);
    Choice high = choose((cheap + more) * 1_000.0);
    assertThat(high.best().at()).isBeforeOrEqualTo(low.best().at().plus(Duration.ofMinutes(1)));
  }

  private static Choice choose(double failure) {
    WorkCosts costs = new WorkCosts(failure, 1_000, 200, 20, JOB);
    return new StartTimeOptimizer(LIFE, costs, List.of(window(30, 40), window(70, 80)), NOW)
        .choose(null, hours(240));
  }

  private static Window window(int from, int to) {
    return new Window(hours(from), hours(to));
  }

  private static Instant hours(int hours) {
    return NOW.plus(Duration.ofHours(hours));
  }
}

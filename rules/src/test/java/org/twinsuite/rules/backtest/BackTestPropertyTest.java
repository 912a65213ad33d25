package org.twinsuite.rules.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.twinsuite.rules.action.Action;
import org.twinsuite.rules.action.CreateWorkOrder;
import org.twinsuite.rules.engine.EngineOptions;
import org.twinsuite.rules.engine.RuleEngine;
import org.twinsuite.rules.fact.Fact;
import org.twinsuite.rules.fact.Measurement;
import org.twinsuite.rules.fact.OpenWorkOrder;
import org.twinsuite.rules.fact.Quality;
import org.twinsuite.rules.fact.ThingContext;
import org.twinsuite.rules.pack.RulePack;

/** A back-test orders what the live engine ordered, whatever the number of partitions. */
class BackTestPropertyTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final RulePack PACK = RulePack.standard();
  private static final int HOURS = 260;
  private static final int LINES = 4;
  private static final int PER_LINE = 2;
  private static final Instant END = START.plus(Duration.ofHours(HOURS + 48));

  @Property(tries = 30)
  void anyNumberOfPartitionsOrdersWhatTheLiveEngineOrdered(
      @ForAll @IntRange(min = 0, max = 1_000_000) int seed,
      @ForAll @IntRange(min = 1, max = 6) int partitions) {
    // GIVEN what happened on some lines of machines, and what the live engine ordered
    List<Fact> history = history(new Random(seed));
    List<String> live = live(history);

    // WHEN
    BackTestReport report =
        new BackTest(PACK, Duration.ofDays(30), done -> {})
            .run(split(history, partitions), List.of(), 2, END);

    // THEN
    assertThat(lines(report.orders())).isNotEmpty().containsExactlyInAnyOrderElementsOf(live);
    assertThat(report.facts()).isEqualTo(history.size());
    assertThat(report.problems()).isEmpty();
  }

  private static List<String> live(List<Fact> history) {
    List<Action> actions = new ArrayList<>();
    try (RuleEngine engine = RuleEngine.open(PACK, List.of(), EngineOptions.defaults())) {
      for (Fact fact : history) {
        actions.addAll(engine.handle(fact).actions());
      }
      actions.addAll(engine.advanceTo(END).actions());
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
                "%s %s %s %d %s %s"
                    .formatted(
                        o.reference(),
                        o.thingId(),
                        o.failureMode(),
                        o.priority(),
                        o.at(),
                        o.window()))
        .toList();
  }

  /** Machines of one line stay together. */
  private static List<Iterator<? extends Fact>> split(List<Fact> history, int partitions) {
    List<Iterator<? extends Fact>> parts = new ArrayList<>();
    for (int i = 0; i < partitions; i++) {
      int part = i;
      parts.add(
          history.stream()
              .filter(fact -> Character.digit(fact.thingId().charAt(2), 10) % partitions == part)
              .iterator());
    }
    return parts;
  }

  private static List<Fact> history(Random random) {
    List<Fact> facts = new ArrayList<>();
    for (int machine = 0; machine < LINES * PER_LINE; machine++) {
      String line = "t:" + machine / PER_LINE;
      boolean bearing = machine / PER_LINE % 2 == 0;
      String definition =
          bearing ? "org.twinsuite:bearing:1.0.0" : "org.twinsuite:motor-pump:1.0.0";
      String id = line + '-' + machine;
      facts.add(new ThingContext(id, definition, line, Map.of(), Map.of(), START, 0));
      int onset = 60 + random.nextInt(60);
      int repair = onset + 40 + random.nextInt(60);
      // some are well, some get worse, some fall silent
      int kind = machine == 2 ? 1 : random.nextInt(3);
      long revision = 1;
      for (int hour = 1; hour < HOURS; hour++) {
        if (kind == 2 && hour > onset) {
          break;
        }
        boolean bad = kind == 1 && hour >= onset && hour < repair;
        double vibration = (bad ? 5.5 : 1.2) * (1 + 0.01 * random.nextGaussian());
        Quality quality = random.nextInt(40) == 0 ? Quality.UNCERTAIN : Quality.GOOD;
        Instant at = START.plus(Duration.ofHours(hour));
        facts.add(new Measurement(id, "vibration", vibration, "mm/s", quality, at, ++revision));
        if (kind == 1 && hour == repair) {
          facts.add(new OpenWorkOrder(id, "repair", null, false, at, ++revision));
        }
      }
    }
    facts.sort(
        Comparator.comparing(Fact::at)
            .thenComparing(Fact::thingId)
            .thenComparingLong(Fact::revision));
    return facts;
  }
}

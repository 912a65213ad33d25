package org.twinsuite.rules.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.twinsuite.rules.action.CreateWorkOrder;
import org.twinsuite.rules.fact.Fact;
import org.twinsuite.rules.fact.Measurement;
import org.twinsuite.rules.fact.ThingContext;
import org.twinsuite.rules.json.RulesJson;
import org.twinsuite.rules.pack.RulePack;

class BackTestTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void comparesOrdersWithWhatHappened() {
    // GIVEN two pumps that shake from hour 100 on, of which one failed, and a quiet one that failed
    List<Fact> facts = new ArrayList<>();
    for (String pump : List.of("a", "b", "c")) {
      facts.add(
          new ThingContext(
              "t:" + pump, "org.twinsuite:motor-pump:1.0.0", null, null, null, START, 0));
    }
    for (int hour = 0; hour < 168; hour++) {
      for (String pump : List.of("a", "b", "c")) {
        double value = hour < 100 || pump.equals("c") ? 1 : 5;
        Instant at = START.plus(Duration.ofHours(hour));
        facts.add(new Measurement("t:" + pump, "vibration", value, "mm/s", null, at, hour));
      }
    }
    List<KnownFailure> failures =
        List.of(
            new KnownFailure("t:a", "bearing-wear", START.plus(Duration.ofHours(160))),
            new KnownFailure("t:c", null, START.plus(Duration.ofHours(160))));

    // WHEN
    BackTestReport report =
        new BackTest(RulePack.standard(), Duration.ofDays(30), done -> {})
            .run(facts.iterator(), failures);

    // THEN
    assertThat(report.orders()).hasSize(2);
    assertThat(report.ordersPerWeek()).isBetween(1.9, 2.1);
    assertThat(report.precision()).isEqualTo(0.5);
    assertThat(report.recall()).isEqualTo(0.5);
    assertThat(report.medianLead()).isEqualTo(53);
    assertThat(report.rules().get("R-VIB-01").busiestDay()).isEqualTo(2);
    assertThat(report.rules().get("R-VIB-01").precision()).isEqualTo(0.5);
    assertThat(report.toText()).contains("orders 2").contains("failures 2, foreseen 1");
    String json = RulesJson.write(BackTestJson.of(report));
    assertThat(json).contains("\"foreseen\":1", "\"medianLeadHours\":53.0").doesNotContain("NaN");
  }

  @Test
  void partitionsGiveTheSameOrdersAsOneSession() {
    // GIVEN
    List<Fact> all = shaking(List.of("a", "b", "c", "d"), 5);
    List<Fact> left = all.stream().filter(f -> f.thingId().compareTo("t:c") < 0).toList();
    List<Fact> right = all.stream().filter(f -> f.thingId().compareTo("t:c") >= 0).toList();
    List<Long> progress = new CopyOnWriteArrayList<>();
    BackTest test = new BackTest(RulePack.standard(), Duration.ofDays(30), progress::add);

    // WHEN
    BackTestReport one = test.run(all.iterator(), List.of());
    BackTestReport two = test.run(List.of(left.iterator(), right.iterator()), List.of(), 2, null);

    // THEN
    assertThat(two.orders())
        .extracting(CreateWorkOrder::reference, CreateWorkOrder::at)
        .containsExactlyElementsOf(
            one.orders().stream().map(o -> Tuple.tuple(o.reference(), o.at())).toList());
    assertThat(two.facts()).isEqualTo(one.facts());
    assertThat(two.weeks()).containsExactly(4, 0);
  }

  @Test
  void showsWhatTwoReportsDifferIn() {
    // GIVEN a report with two orders and one without
    BackTestReport active = run(5);
    BackTestReport candidate = run(1);

    // WHEN
    BackTestDifference fewer = BackTestDifference.of(active, candidate, Duration.ofDays(7));
    BackTestDifference same = BackTestDifference.of(active, active, Duration.ofDays(7));

    // THEN
    assertThat(fewer.onlyActive()).hasSize(2);
    assertThat(fewer.onlyCandidate()).isEmpty();
    assertThat(same.both()).hasSize(2).allMatch(pair -> pair.earlier().isZero());
    String page = BackTestPage.of(active, fewer);
    assertThat(page).contains("<svg", "Orders a week", "0 orders in both", "R-VIB-01", "2 gone");
    assertThat(BackTestPage.of(candidate, null)).contains("Orders (0)");
  }

  private static BackTestReport run(double value) {
    return new BackTest(RulePack.standard(), Duration.ofDays(30), done -> {})
        .run(shaking(List.of("a", "b"), value).iterator(), List.of());
  }

  /** Pumps that are quiet for 100 hours and then shake. */
  private static List<Fact> shaking(List<String> pumps, double shaking) {
    List<Fact> facts = new ArrayList<>();
    for (String pump : pumps) {
      facts.add(
          new ThingContext(
              "t:" + pump, "org.twinsuite:motor-pump:1.0.0", null, null, null, START, 0));
    }
    for (int hour = 0; hour < 170; hour++) {
      for (String pump : pumps) {
        double value = hour < 100 ? 1 : shaking;
        Instant at = START.plus(Duration.ofHours(hour));
        facts.add(new Measurement("t:" + pump, "vibration", value, "mm/s", null, at, hour));
      }
    }
    return facts;
  }
}

package org.twinsuite.rules.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.twinsuite.rules.fact.Fact;
import org.twinsuite.rules.fact.Measurement;
import org.twinsuite.rules.fact.ThingContext;
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
    assertThat(report.busiestDay()).isEqualTo(Map.of("R-LVL-01", 2L));
    assertThat(report.toText()).contains("orders 2").contains("failures 2, foreseen 1");
    assertThat(report.toJson()).contains("\"foreseen\":1");
  }
}

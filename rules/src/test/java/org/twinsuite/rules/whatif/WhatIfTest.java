package org.twinsuite.rules.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.twinsuite.rules.action.CreateWorkOrder;
import org.twinsuite.rules.fact.Fact;
import org.twinsuite.rules.fact.Measurement;
import org.twinsuite.rules.fact.ThingContext;
import org.twinsuite.rules.pack.RulePack;
import org.twinsuite.rules.whatif.WhatIf.Difference;

class WhatIfTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant NOW = START.plus(Duration.ofHours(100));
  private static final Instant UNTIL = NOW.plus(Duration.ofHours(13));

  private final WhatIf question = new WhatIf(RulePack.standard(), List.of(), past());

  @Test
  void anOverlaidSignalThatWouldBeOrderedForIsShown() {
    // WHEN vibration were at 5 mm/s for the next 12 hours instead of staying at 1
    Difference difference = question.compare(next(1), next(5), UNTIL);

    // THEN one order is prescribed that is not with what is
    assertThat(difference.only()).filteredOn(CreateWorkOrder.class::isInstance).hasSize(1);
    assertThat(difference.gone()).isEmpty();
    assertThat(difference.changed()).isEmpty();
  }

  @Test
  void theSameQuestionTwiceHasTheSameAnswer() {
    Difference first = question.compare(next(5), next(5), UNTIL);
    Difference second = question.compare(next(5), next(5), UNTIL);
    assertThat(first.same()).isNotEmpty();
    assertThat(first.only()).isEmpty();
    assertThat(first.gone()).isEmpty();
    assertThat(first.changed()).isEmpty();
    assertThat(second).isEqualTo(first);
  }

  @Test
  void whatWouldNoLongerBePrescribedIsShown() {
    Difference difference = question.compare(next(5), next(1), UNTIL);
    assertThat(difference.gone()).filteredOn(CreateWorkOrder.class::isInstance).hasSize(1);
    assertThat(difference.only()).isEmpty();
  }

  private static List<Fact> past() {
    List<Fact> facts = new ArrayList<>();
    facts.add(
        new ThingContext("t:a", "org.twinsuite:motor-pump:1.0.0", null, null, null, START, 0));
    for (int hour = 0; hour < 100; hour++) {
      facts.add(vibration(1, START.plus(Duration.ofHours(hour))));
    }
    return facts;
  }

  private static List<Fact> next(double value) {
    List<Fact> facts = new ArrayList<>();
    for (int hour = 0; hour < 12; hour++) {
      facts.add(vibration(value, NOW.plus(Duration.ofHours(hour))));
    }
    return facts;
  }

  private static Measurement vibration(double value, Instant at) {
    return new Measurement(
        "t:a", "vibration", value, "mm/s", null, at, at.toEpochMilli() / 3_600_000);
  }
}

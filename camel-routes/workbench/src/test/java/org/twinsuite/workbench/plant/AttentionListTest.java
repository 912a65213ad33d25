package org.twinsuite.workbench.plant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.twinsuite.workbench.plant.AttentionList.OpenOrder;
import org.twinsuite.workbench.plant.PlantThing.HealthLevel;
import org.twinsuite.workbench.plant.PlantThing.Life;

class AttentionListTest {
  private static final Instant NOW = Instant.parse("2026-01-16T10:00:00Z");

  private static PlantThing thing(String id, String criticality, HealthLevel level, Life life) {
    return new PlantThing(
        id,
        1,
        id,
        null,
        null,
        Map.of(),
        null,
        null,
        criticality,
        false,
        level,
        level,
        null,
        null,
        life);
  }

  private static Life life(double median, double lower, double upper) {
    return new Life(median, lower, upper, 0.9, "bearing-wear", NOW);
  }

  private static OpenOrder order(String reference, boolean toDecide, Duration begin) {
    return new OpenOrder(
        reference,
        "title",
        toDecide,
        "waiting",
        NOW.plus(begin),
        NOW.plus(begin).plusSeconds(3600));
  }

  @Test
  void thingsThatAreWellAreNotListed() {
    assertThat(AttentionList.of(List.of(thing("a:1", null, HealthLevel.GOOD, null)), Map.of(), NOW))
        .isEmpty();
  }

  @Test
  void whatFailsBeforeItsWindowComesFirst() {
    // GIVEN two machines of one criticality, one of them to be repaired long before it may fail
    PlantThing late = thing("a:late", "1", HealthLevel.DEGRADED, life(60, 30, 120));
    PlantThing early = thing("a:early", "1", HealthLevel.DEGRADED, life(200, 120, 400));
    Map<String, List<OpenOrder>> orders =
        Map.of(
            "a:late", List.of(order("late", true, Duration.ofHours(72))),
            "a:early", List.of(order("early", true, Duration.ofHours(24))));

    // WHEN they are ranked
    List<AttentionList.Line> lines = AttentionList.of(List.of(early, late), orders, NOW);

    // THEN the one that is likely to fail before its window is first
    assertThat(lines)
        .extracting(line -> line.thing().thingId())
        .containsExactly("a:late", "a:early");
    assertThat(lines.get(0).failsBefore()).isGreaterThan(0.5);
    assertThat(lines.get(1).failsBefore()).isLessThan(0.01);
  }

  @Test
  void theMoreCriticalOfTwoEqualMachinesComesFirst() {
    Life life = life(60, 30, 120);
    List<AttentionList.Line> lines =
        AttentionList.of(
            List.of(
                thing("a:low", "low", HealthLevel.CRITICAL, life),
                thing("a:high", "high", HealthLevel.CRITICAL, life)),
            Map.of(),
            NOW);

    assertThat(lines).extracting(line -> line.thing().thingId()).containsExactly("a:high", "a:low");
  }

  @Test
  void theProbabilityIsTheLevelAtTheEndsOfTheInterval() {
    Life life = life(60, 30, 120);

    assertThat(AttentionList.probability(life, NOW.plus(Duration.ofHours(60))))
        .isCloseTo(0.5, within(1e-3));
    assertThat(AttentionList.probability(life, NOW.plus(Duration.ofHours(30))))
        .isCloseTo(0.05, within(1e-3));
    assertThat(AttentionList.probability(life, NOW.plus(Duration.ofHours(120))))
        .isCloseTo(0.95, within(1e-3));
    assertThat(AttentionList.probability(life, NOW)).isZero();
  }
}

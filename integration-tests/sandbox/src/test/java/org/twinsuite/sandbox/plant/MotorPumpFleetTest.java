package org.twinsuite.sandbox.plant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MotorPumpFleetTest {

  private static final int DAYS = 30;

  @Test
  void sameSeedGivesTheSameSamplesAndAnotherSeedOthers() {
    assertThat(run(fleet(7))).isEqualTo(run(fleet(7))).isNotEqualTo(run(fleet(8)));
  }

  @Test
  void repairOfOneMachineLeavesTheOthersAsTheyWere() {
    // GIVEN two equal fleets
    MotorPumpFleet repaired = fleet(1);
    MotorPumpFleet left = fleet(1);
    Fault fault = repaired.faults().get(0);

    // WHEN one machine of the first is repaired a day after its fault began
    Instant crew = fault.onset().plus(Duration.ofDays(1));
    List<Map<String, Sample>> first = new ArrayList<>();
    for (int i = 0; i < repaired.ticks(); i++) {
      Instant at = at(repaired, i);
      if (at.equals(crew)) {
        repaired.repair(fault.thingId(), fault.mode(), at);
      }
      first.add(repaired.tick(at));
    }

    // THEN only that machine differs, and it never trips
    List<Map<String, Sample>> second = run(left);
    for (String thingId : ids(repaired)) {
      if (thingId.equals(fault.thingId())) {
        assertThat(values(first, thingId, "current")).allMatch(amps -> amps > 0);
        assertThat(values(second, thingId, "current")).contains(0.0);
      } else {
        assertThat(first)
            .extracting(tick -> tick.get(thingId))
            .isEqualTo(second.stream().map(tick -> tick.get(thingId)).toList());
      }
    }
  }

  @Test
  void faultsAreKnownConsistentAndOfEveryKind() {
    MotorPumpFleet fleet = fleet(3);
    Instant end = at(fleet, fleet.ticks());

    assertThat(fleet.faults())
        .hasSize(12)
        .allSatisfy(
            fault -> {
              assertThat(fault.onset()).isAfter(fleet.start().plus(Duration.ofDays(5)));
              assertThat(fault.failure()).isAfter(fault.onset()).isBefore(end);
            })
        .extracting(Fault::mode)
        .contains("bearing-wear", "impeller-wear", "cavitation", "sensor-drift", "sensor-loss");
  }

  @Test
  void soundMachinesStayInPlausibleRanges() {
    MotorPumpFleet fleet = fleet(4);
    List<Map<String, Sample>> run = run(fleet);
    for (String thingId : healthy(fleet)) {
      // transients of single samples reach twice the usual vibration
      assertThat(values(run, thingId, "vibration")).allMatch(v -> v > 0.7 && v < 4.5);
      assertThat(values(run, thingId, "vibration").stream().filter(v -> v > 2.3).count())
          .isLessThan(20);
      assertThat(values(run, thingId, "temperature")).allMatch(t -> t > 25 && t < 65);
      assertThat(values(run, thingId, "flow")).allMatch(q -> q > 50 && q < 175);
      assertThat(values(run, thingId, "pressure")).allMatch(p -> p > 3 && p < 10);
      assertThat(values(run, thingId, "current")).allMatch(i -> i > 20 && i < 65);
    }
  }

  @Test
  void eachMachineFaultShowsInItsOwnWayAndTripsWhenTheTruthSays() {
    MotorPumpFleet fleet = fleet(5);
    List<Map<String, Sample>> run = run(fleet);
    for (Fault fault : fleet.faults()) {
      if (fault.instrument()) {
        continue;
      }
      int onset = tick(fleet, fault.onset());
      int failure = tick(fleet, fault.failure());
      List<Double> vibration = values(run, fault.thingId(), "vibration");

      // THEN vibration stays low before, nears the trip limit at the end, and the machine stops
      assertThat(median(vibration.subList(0, onset))).isLessThan(2);
      assertThat(median(vibration.subList(failure - 6, failure))).isBetween(5.5, 7.2);
      assertThat(values(run, fault.thingId(), "flow").subList(failure, run.size()))
          .containsOnly(0.0);
      assertThat(values(run, fault.thingId(), "flow").subList(0, failure)).doesNotContain(0.0);

      // AND head sinks only where the pump itself wears or starves
      List<Double> pressure = values(run, fault.thingId(), "pressure");
      double kept =
          median(pressure.subList(failure - 24, failure)) / median(pressure.subList(0, onset));
      if (fault.mode().equals("bearing-wear")) {
        assertThat(kept).isBetween(0.97, 1.03);
      } else {
        assertThat(kept).isLessThan(0.95);
      }
    }
  }

  @Test
  void sensorFaultsLeaveTheMachineRunning() {
    MotorPumpFleet fleet = fleet(6);
    List<Map<String, Sample>> run = run(fleet);
    for (Fault fault : fleet.faults()) {
      if (!fault.instrument()) {
        continue;
      }
      int failure = tick(fleet, fault.failure());
      assertThat(values(run, fault.thingId(), "flow")).allMatch(q -> q > 50);
      List<Map<String, Sample>> after = run.subList(failure, run.size());
      if (fault.mode().equals("sensor-loss")) {
        assertThat(values(after, fault.thingId(), "vibration")).isEmpty();
      } else {
        double before = median(values(run.subList(0, 24), fault.thingId(), "pressure"));
        assertThat(median(values(after, fault.thingId(), "pressure")) / before).isBetween(1.2, 1.3);
      }
    }
  }

  @Test
  void crewFindsTheFaultUnderAnyNameButNothingTwice() {
    MotorPumpFleet fleet = fleet(1);
    Fault fault = fleet.faults().get(0);
    Instant crew = fault.onset().plus(Duration.ofDays(1));

    assertThat(fleet.repair(fault.thingId(), "imbalance", fault.onset().minusSeconds(1))).isEmpty();
    assertThat(fleet.repair(fault.thingId(), "imbalance", crew)).contains(fault);
    assertThat(fleet.repair(fault.thingId(), "imbalance", crew)).isEmpty();
  }

  @Test
  void wrongSizesAreRefusedByName() {
    assertThatThrownBy(() -> new MotorPumpFleet(0, 30, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("sandbox.things");
  }

  private static MotorPumpFleet fleet(long seed) {
    return new MotorPumpFleet(20, DAYS, seed);
  }

  private static List<Map<String, Sample>> run(MotorPumpFleet fleet) {
    List<Map<String, Sample>> run = new ArrayList<>();
    for (int i = 0; i < fleet.ticks(); i++) {
      run.add(fleet.tick(at(fleet, i)));
    }
    return run;
  }

  private static Instant at(MotorPumpFleet fleet, int tick) {
    return fleet.start().plus(fleet.step().multipliedBy(tick));
  }

  private static int tick(MotorPumpFleet fleet, Instant at) {
    return (int) Duration.between(fleet.start(), at).dividedBy(fleet.step());
  }

  private static List<String> ids(MotorPumpFleet fleet) {
    return fleet.machines().stream().map(Machine::thingId).toList();
  }

  private static Set<String> healthy(MotorPumpFleet fleet) {
    Set<String> healthy = ids(fleet).stream().collect(Collectors.toSet());
    fleet.faults().forEach(fault -> healthy.remove(fault.thingId()));
    return healthy;
  }

  private static List<Double> values(List<Map<String, Sample>> run, String thingId, String tag) {
    return run.stream()
        .map(tick -> tick.get(thingId).points().get(tag))
        .filter(reading -> reading != null)
        .map(Reading::value)
        .toList();
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }
}

package org.twinsuite.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.twinsuite.rules.action.AddToWorkOrder;
import org.twinsuite.rules.action.CreateWorkOrder;
import org.twinsuite.rules.action.Notify;
import org.twinsuite.rules.action.ScadaWrite;
import org.twinsuite.rules.evidence.Observation;
import org.twinsuite.rules.evidence.Threshold;
import org.twinsuite.rules.fact.Anomaly;
import org.twinsuite.rules.fact.Baseline;
import org.twinsuite.rules.fact.DataQuality;
import org.twinsuite.rules.fact.Measurement;
import org.twinsuite.rules.fact.Quality;
import org.twinsuite.rules.fact.ThingContext;

/** What the packs for rotating machines, pumps, energy and data make of the signs they look for. */
class PumpSignsTest {

  private static final String PUMP = "org.twinsuite:motor-pump:1.0.0";
  private static final String ID = "demo:p1";
  private final Plant plant = new Plant();
  private final Random random = new Random(7);
  private double hour;

  @AfterEach
  void close() {
    plant.close();
  }

  @Test
  void lessFlowAndLessHeadForMoreEnergyIsTheImpeller() {
    plant.add(ID, PUMP);
    hours(80, 1, 1, 1, 0, 1.2);
    assertThat(plant.actions).isEmpty();
    hours(80, 0.9, 0.9, 0.97, 0, 1.2);
    assertThat(plant.all(CreateWorkOrder.class))
        .singleElement()
        .satisfies(o -> assertThat(o.failureMode()).isEqualTo("impeller-wear"))
        .satisfies(o -> assertThat(o.failureCode()).isEqualTo("LOO"))
        .satisfies(o -> assertThat(o.evidence().observations().get(0).unit()).isEqualTo("%"))
        // all it rests on is there, with its limits
        .satisfies(
            o ->
                assertThat(o.evidence().observations())
                    .extracting(Observation::name)
                    .contains("flow.deviation", "pressure.deviation", "energy.deviation"))
        .satisfies(
            o ->
                assertThat(o.evidence().thresholds())
                    .extracting(Threshold::name)
                    .contains(
                        "alarm limit",
                        "alarm limit of pressure.deviation",
                        "alarm limit of energy.deviation"))
        .satisfies(
            o ->
                assertThat(o.evidence().toText())
                    .contains(
                        " flow.deviation = ", " pressure.deviation = ", " energy.deviation = "));
  }

  @Test
  void lowerSpeedIsNotTheImpeller() {
    plant.add(ID, PUMP);
    hours(80, 1, 1, 1, 0, 1.2);
    // flow goes with the speed, head with its square, power with its cube
    hours(80, 0.9, 0.81, 0.75, 0, 1.2);
    assertThat(plant.all(CreateWorkOrder.class)).isEmpty();
  }

  @Test
  void throttlingIsNotTheImpeller() {
    plant.add(ID, PUMP);
    hours(80, 1, 1, 1, 0, 1.2);
    hours(80, 0.85, 1.06, 0.95, 0, 1.2);
    assertThat(plant.all(CreateWorkOrder.class)).isEmpty();
  }

  @Test
  void standstillIsNoFault() {
    plant.add(ID, PUMP);
    hours(80, 1, 1, 1, 0, 1.2);
    hours(80, 0, 0.3, 0, 0, 0.1);
    hours(40, 1, 1, 1, 0, 1.2);
    assertThat(plant.all(CreateWorkOrder.class)).isEmpty();
  }

  @Test
  void flutterOfFlowAndPressureIsCavitation() {
    plant.add(ID, PUMP);
    hours(80, 1, 1, 1, 0, 1.2);
    hours(60, 0.98, 0.98, 1, 0.1, 1.2);
    assertThat(plant.all(CreateWorkOrder.class))
        .singleElement()
        .satisfies(o -> assertThat(o.failureMode()).isEqualTo("cavitation"));
  }

  @Test
  void flowAndPressureThatTrembleTogetherNameTheCavitation() {
    plant.add(ID, PUMP);
    hours(80, 1, 1, 1, 0, 1.2);
    // GIVEN a flutter too small for an order, in which both go together instead of along the curve
    hours(60, 0.99, 0.99, 1, 0.012, 1.2);
    assertThat(plant.all(CreateWorkOrder.class)).isEmpty();
    // WHEN the vibration rises THEN the order names it
    hours(20, 0.99, 0.99, 1, 0.012, 3.5);
    assertThat(plant.all(CreateWorkOrder.class))
        .singleElement()
        .satisfies(o -> assertThat(o.ruleId()).isEqualTo("R-VIB-01"))
        .satisfies(o -> assertThat(o.failureMode()).isEqualTo("cavitation"));
  }

  @Test
  void aPumpWhoseSpeedChangesHasItsOwnUsualAndIsNotTakenForCavitation() {
    // GIVEN flow and head that always went together, as with the speed of a drive
    plant.add(ID, PUMP);
    hours(80, 1, 1, 1, 0.05, 1.2);
    hours(60, 1, 1, 1, 0.05, 1.2);
    hours(20, 1, 1, 1, 0.05, 3.5);
    assertThat(plant.all(CreateWorkOrder.class))
        .singleElement()
        .satisfies(o -> assertThat(o.failureMode()).isEqualTo("bearing-wear"));
  }

  @Test
  void vibrationIsNamedByTheOtherSigns() {
    plant.add(ID, PUMP);
    hours(80, 1, 1, 1, 0, 1.2);
    // GIVEN a little less of all, not enough for an order
    hours(60, 0.975, 0.975, 0.99, 0, 1.2);
    assertThat(plant.all(CreateWorkOrder.class)).isEmpty();
    // WHEN the vibration rises THEN the order names the impeller
    hours(20, 0.975, 0.975, 0.99, 0, 3.5);
    assertThat(plant.all(CreateWorkOrder.class))
        .singleElement()
        .satisfies(o -> assertThat(o.ruleId()).isEqualTo("R-VIB-01"))
        .satisfies(o -> assertThat(o.failureMode()).isEqualTo("impeller-wear"))
        .satisfies(
            o ->
                assertThat(o.evidence().observations())
                    .extracting(Observation::name)
                    .startsWith("vibration")
                    .contains("flow.deviation", "pressure.deviation", "energy.deviation"));
  }

  @Test
  void aSecondNameForTheFaultIsANoteOnItsOrder() {
    plant.add(ID, PUMP);
    hours(80, 1, 1, 1, 0, 1.2);
    hours(20, 1, 1, 1, 0, 3.5);
    hours(80, 0.9, 0.9, 0.97, 0, 3.5);
    assertThat(plant.all(CreateWorkOrder.class))
        .singleElement()
        .satisfies(o -> assertThat(o.failureMode()).isEqualTo("bearing-wear"));
    assertThat(plant.all(AddToWorkOrder.class))
        .extracting(AddToWorkOrder::ruleId)
        .contains("R-HYD-01");
  }

  @Test
  void vibrationAtRunningSpeedIsImbalance() {
    plant.add(ID, PUMP);
    for (int i = 0; i < 20; i++) {
      plant.sample(ID, "vibration-1x", i, 3.4);
      plant.vibration(ID, i, 3.6);
    }
    assertThat(plant.all(CreateWorkOrder.class))
        .singleElement()
        .satisfies(o -> assertThat(o.failureMode()).isEqualTo("imbalance"));
  }

  @Test
  void aPressureThatDriftsFromTheSiblingsIsTheSensor() {
    List<String> ids = List.of(ID, "demo:p2", "demo:p3", "demo:p4", "demo:p5");
    for (String id : ids) {
      plant.tell(new ThingContext(id, PUMP, "demo:station", Map.of(), Map.of(), Plant.START, 1));
    }
    for (int i = 0; i < 200; i++) {
      for (String id : ids) {
        // the whole station runs at more head in the second half; one pump reads still more
        double common = i < 100 ? 1 : 1.07;
        double drift = id.equals(ID) && i >= 100 ? 1.1 : 1;
        plant.sample(id, "flow", i, 100 + random.nextGaussian());
        plant.sample(id, "pressure", i, 5 * common * drift + 0.02 * random.nextGaussian());
      }
    }
    assertThat(plant.all(CreateWorkOrder.class))
        .singleElement()
        .satisfies(o -> assertThat(o.thingId()).isEqualTo(ID))
        .satisfies(o -> assertThat(o.failureMode()).isEqualTo("sensor-drift"));
  }

  @Test
  void moreEnergyForTheSameWorkIsToldToItsOwnerOnce() {
    plant.add(ID, PUMP);
    hours(80, 1, 1, 1, 0, 1.2);
    hours(100, 1, 1, 1.15, 0, 1.2);
    assertThat(plant.actions)
        .singleElement()
        .isInstanceOfSatisfying(Notify.class, n -> assertThat(n.channel()).isEqualTo("energy"));
  }

  @Test
  void badDataIsToldOnceAndEndsWithGoodData() {
    plant.add(ID, PUMP);
    for (int i = 0; i < 60; i++) {
      boolean bad = i > 5 && i < 30 && i % 3 > 0;
      plant.tell(
          new Measurement(
              ID, "flow", 100, "m3/h", bad ? Quality.BAD : Quality.GOOD, Plant.at(i), i + 2));
    }
    assertThat(plant.all(Notify.class))
        .singleElement()
        .satisfies(n -> assertThat(n.channel()).isEqualTo("instrumentation"))
        .satisfies(n -> assertThat(n.text()).contains("10 of the last 20 samples of flow"));
    for (int i = 60; i < 120; i++) {
      plant.sample(ID, "flow", i, 100);
    }
    assertThat(plant.episodes.values()).noneMatch(e -> e.open());
  }

  @Test
  void refusedSamplesCountAsBadData() {
    plant.add(ID, PUMP);
    for (int i = 0; i < 12; i++) {
      plant.tell(
          new DataQuality(ID, "flow", "unknown-unit", "unit 'gpm' is unknown", Plant.at(i), i));
    }
    assertThat(plant.all(Notify.class))
        .singleElement()
        .satisfies(n -> assertThat(n.text()).contains("unknown-unit: unit 'gpm' is unknown"));
  }

  @Test
  void aForecastThatIsNotMadeAnyMoreIsToldUnlessTheSignalIsLostToo() {
    plant.add(ID, PUMP);
    plant.add("demo:p2", PUMP);
    for (int i = 0; i < 100; i++) {
      // GIVEN samples that go on for one pump and end with the forecasts for the other
      plant.vibration(ID, i, 1.2);
      if (i < 40) {
        plant.vibration("demo:p2", i, 1.2);
        plant.rul(ID, i, 4000);
        plant.rul("demo:p2", i, 4000);
      }
    }
    assertThat(plant.all(Notify.class))
        .singleElement()
        .satisfies(n -> assertThat(n.thingId()).isEqualTo(ID))
        .satisfies(n -> assertThat(n.text()).contains("no forecast rul for 12 usual periods"));
    assertThat(plant.all(CreateWorkOrder.class))
        .singleElement()
        .satisfies(o -> assertThat(o.thingId()).isEqualTo("demo:p2"));
  }

  @Test
  void anAnomalyIsTold() {
    plant.add(ID, PUMP);
    for (int i = 0; i < 10; i++) {
      plant.tell(new Anomaly(ID, "flow", i < 5 ? 0.2 : 1.3, "anomaly", "1", Plant.at(i), i + 2));
    }
    assertThat(plant.all(Notify.class))
        .singleElement()
        .satisfies(n -> assertThat(n.failureMode()).isEqualTo("unusual"));
  }

  @Test
  void aBaselineIsLearnedOnceAndOutlivesARestart() {
    plant.add(ID, PUMP);
    hours(80, 1, 1, 1, 0, 1.2);
    assertThat(plant.learned)
        .extracting(Baseline::source)
        .containsExactlyInAnyOrder(
            "flow.deviation",
            "pressure.deviation",
            "energy.deviation",
            "flow.scatter",
            "pressure.scatter",
            "flow-pressure.together");
    // WHEN the engine starts anew with a worn pump and only the stored baselines
    List<Baseline> stored = List.copyOf(plant.learned);
    plant.restart(List.of(Plant.thing(ID, PUMP)), EngineOptions.defaults());
    stored.forEach(plant::tell);
    hours(80, 0.9, 0.9, 0.97, 0, 1.2);
    // THEN the worn pump is not taken for the usual one
    assertThat(plant.all(CreateWorkOrder.class)).hasSize(1);
    assertThat(plant.learned).hasSameSizeAs(stored);
  }

  @Test
  void urgentWearAsksForLessSpeedBehindGuards() {
    plant.add(ID, PUMP);
    plant.tell(new Measurement(ID, "speed-setpoint", 1500, "1/min", null, Plant.at(0), 2));
    hours(20, 1, 1, 1, 0, 5.5);
    assertThat(plant.all(ScadaWrite.class))
        .singleElement()
        .satisfies(w -> assertThat(w.tag()).isEqualTo("speed-setpoint"))
        .satisfies(w -> assertThat(w.value()).isEqualTo(1200))
        .satisfies(w -> assertThat(w.evidence().ruleId()).isEqualTo("R-RSP-01"));
  }

  @Test
  void aValueOutsideTheGuardsIsNotWrittenButTold() {
    plant.add(ID, PUMP);
    plant.tell(new Measurement(ID, "speed-setpoint", 700, "1/min", null, Plant.at(0), 2));
    hours(20, 1, 1, 1, 0, 5.5);
    assertThat(plant.all(ScadaWrite.class)).isEmpty();
    assertThat(plant.all(Notify.class))
        .singleElement()
        .satisfies(n -> assertThat(n.channel()).isEqualTo("operations"))
        .satisfies(n -> assertThat(n.text()).contains("560 is outside the guards"));
    assertThat(plant.problems()).singleElement().asString().contains("responses.csv row 2");
  }

  /** Samples of a pump, in shares of its usual values. */
  private void hours(
      int count, double flow, double pressure, double current, double flutter, double vibration) {
    for (int i = 0; i < count; i++) {
      double noise = 0.01 * random.nextGaussian();
      double shaken = flutter * random.nextGaussian();
      plant.vibration(ID, hour, vibration * (1 + noise));
      plant.sample(ID, "flow", hour, 100 * (flow + noise + flow * shaken));
      plant.sample(ID, "pressure", hour, 5 * (pressure - noise / 2 + pressure * shaken));
      plant.sample(ID, "current", hour, 40 * (current + noise));
      hour++;
    }
  }
}

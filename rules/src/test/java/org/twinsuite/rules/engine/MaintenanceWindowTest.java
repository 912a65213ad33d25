package org.twinsuite.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.twinsuite.rules.action.AddToWorkOrder;
import org.twinsuite.rules.action.CreateWorkOrder;
import org.twinsuite.rules.action.RaiseRequisition;
import org.twinsuite.rules.evidence.Evidence;
import org.twinsuite.rules.evidence.Timing;
import org.twinsuite.rules.fact.ProductionWindow;
import org.twinsuite.rules.fact.StockLevel;
import org.twinsuite.rules.fact.ThingContext;
import org.twinsuite.rules.json.RulesJson;
import org.twinsuite.rules.pack.RulePack;
import org.twinsuite.rules.pack.StandardPackCopy;

/** The prescribed window: life, production, parts and costs against each other. */
class MaintenanceWindowTest {

  private static final String ID = "demo:p1";
  private static final String PUMP = "org.twinsuite:motor-pump:1.0.0";
  private static final String COSTS =
      "org.twinsuite:motor-pump,bearing-wear,%s,%s,2000,%s,%s,4,EUR\n";

  @TempDir Path folder;

  @Test
  void aPartThatComesLateIsTheReasonForALateStart() {
    try (Plant plant = new Plant()) {
      plant.add("demo:p1", "org.twinsuite:motor-pump:1.0.0");
      plant.tell(
          new StockLevel("demo:p1", "bearing", 0, null, Duration.ofHours(400), Plant.at(0), 1));
      for (int hour = 0; hour < 10; hour++) {
        plant.vibration("demo:p1", hour, 5.0);
      }
      Timing timing = plant.all(CreateWorkOrder.class).get(0).evidence().timing();
      assertThat(timing.from()).isAfter(Plant.at(400));
      assertThat(timing.why()).isEqualTo("the spare part comes only then");
    }
  }

  @Test
  void theStartThatCostsLeastIsPrescribedAndTheReasonIsInTheEvidence() throws IOException {
    try (Plant plant = plant("*", 50_000, 1_500, 5)) {
      // GIVEN free times this evening and after the machine may fail, and 80 h of life left
      free(plant, 2, new int[] {10, 18}, new int[] {120, 140});
      dying(plant, 80);
      // WHEN
      CreateWorkOrder order = plant.all(CreateWorkOrder.class).get(0);
      // THEN the job lies within the free time, which ends it
      assertThat(order.window().from()).isBetween(Plant.at(10), Plant.at(14));
      assertThat(order.window().to()).isEqualTo(Plant.at(18));
      Timing timing = order.evidence().timing();
      assertThat(timing.from()).isEqualTo(order.window().from());
      assertThat(timing.starts())
          .extracting(Timing.Start::name)
          .startsWith("chosen", "as soon as possible", "as late as table orders allows")
          .contains("production leaves time free until " + Plant.at(18));
      assertThat(timing.starts().get(0).lostHours()).isZero();
      timing
          .starts()
          .forEach(s -> assertThat(s.cost()).isGreaterThanOrEqualTo(timing.starts().get(0).cost()));
      assertThat(order.evidence().toText())
          .contains("DO IT: " + order.window().from())
          .contains("this start costs least")
          .contains("EUR")
          .contains("production: 2 times left free")
          .contains("failure 50000, planned 2000, lost output 1500 an hour")
          .contains("(costs.csv row 3)");
      assertThat(RulesJson.read(RulesJson.write(order.evidence()), Evidence.class))
          .isEqualTo(order.evidence());
    }
  }

  @Test
  void costsDecideBetweenEarlyReplacementAndRisk() throws IOException {
    // GIVEN a part that is dear to throw away, and a failure that costs hardly more than the job
    try (Plant cheap = plant("*", 2_500, 0, 400);
        Plant dear = plant("*", 500_000, 0, 1)) {
      dying(cheap, 80);
      dying(dear, 80);
      // THEN the first is run longer than the second
      assertThat(window(cheap).from()).isAfter(window(dear).from().plus(Duration.ofHours(5)));
    }
  }

  @Test
  void criticalityPicksTheRow() throws IOException {
    try (Plant plant = plant("A", 50_000, 1_500, 5)) {
      plant.tell(new ThingContext(ID, PUMP, null, Map.of(), Map.of(), "A", false, Plant.START, 2));
      dying(plant, 80);
      assertThat(evidence(plant).toText()).contains("(costs.csv row 3)");
    }
    try (Plant plant = plant("A", 50_000, 1_500, 5)) {
      dying(plant, 80);
      assertThat(evidence(plant).toText()).contains("(costs.csv row 4)");
    }
  }

  @Test
  void theWorkWaitsForThePart() {
    try (Plant plant = new Plant()) {
      plant.add(ID, PUMP);
      // GIVEN no bearing in stock, one is delivered only after 50 h
      plant.tell(new StockLevel(ID, "bearing", 0, Plant.at(50), Plant.at(0), 2));
      dying(plant, 58);
      assertThat(window(plant).from()).isEqualTo(Plant.at(50));
      assertThat(evidence(plant).toText()).contains("part bearing: 0 in stock, expected at");
      assertThat(plant.all(RaiseRequisition.class)).isEmpty();
    }
  }

  @Test
  void theLeadTimeOfAPartThatHasToBeAskedForCounts() {
    try (Plant plant = new Plant()) {
      plant.add(ID, PUMP);
      plant.tell(new StockLevel(ID, "bearing", 0, null, Duration.ofHours(48), Plant.at(0), 2));
      dying(plant, 58);
      CreateWorkOrder order = plant.all(CreateWorkOrder.class).get(0);
      assertThat(order.window().from()).isEqualTo(order.at().plus(Duration.ofHours(48)));
      assertThat(plant.all(RaiseRequisition.class))
          .singleElement()
          .satisfies(r -> assertThat(r.needBy()).isEqualTo(order.window().from()));
    }
  }

  @Test
  void whatProductionTakesBackIsReplaced() throws IOException {
    try (Plant plant = plant("*", 50_000, 1_500, 5)) {
      // GIVEN this evening was free, and production takes it back for tomorrow
      free(plant, 2, new int[] {10, 18});
      free(plant, 3, new int[] {30, 38});
      // and the old list comes once more
      free(plant, 2, new int[] {10, 18});
      dying(plant, 80);
      assertThat(window(plant).from()).isBetween(Plant.at(30), Plant.at(34));
    }
  }

  @Test
  void anEmptyListTakesEverythingBack() throws IOException {
    try (Plant plant = plant("*", 50_000, 1_500, 5)) {
      free(plant, 2, new int[] {10, 18});
      plant.tell(ProductionWindow.none(ID, Plant.at(0), 3));
      dying(plant, 80);
      assertThat(evidence(plant).toText()).contains("production: 0 times left free");
      assertThat(evidence(plant).timing().starts().get(0).lostHours()).isEqualTo(4);
    }
  }

  @Test
  void withoutCostsTheFirstFreeTimeAfterThePartIsTaken() throws IOException {
    StandardPackCopy copy = StandardPackCopy.in(folder);
    copy.delete("costs.csv");
    try (Plant plant = new Plant(copy.load(), EngineOptions.defaults())) {
      plant.add(ID, PUMP);
      plant.tell(new StockLevel(ID, "bearing", 0, Plant.at(20), Plant.at(0), 2));
      free(plant, 3, new int[] {10, 18}, new int[] {30, 38});
      dying(plant, 58);
      assertThat(window(plant).from()).isEqualTo(Plant.at(30));
      assertThat(evidence(plant).toText())
          .contains("the first time production leaves free")
          .contains("no row of table costs holds");
    }
  }

  @Test
  void aFindingWithoutAForecastIsPlannedByTheThingsForecast() {
    try (Plant plant = new Plant()) {
      plant.add(ID, PUMP);
      plant.rul(ID, 0, 300);
      for (int hour = 1; hour < 20; hour++) {
        plant.vibration(ID, hour, 3.2);
      }
      assertThat(evidence(plant).forecast()).isNull();
      assertThat(evidence(plant).timing().life().value()).isEqualTo(300);
      assertThat(evidence(plant).toText()).contains("FORECAST rul: 300.0 h");
      assertThat(evidence(plant).timing().starts()).isNotEmpty();
      // WHEN it gets urgent THEN the note tells the new window
      for (int hour = 20; hour < 40; hour++) {
        plant.vibration(ID, hour, 6);
      }
      assertThat(plant.all(AddToWorkOrder.class))
          .anySatisfy(n -> assertThat(n.text()).contains("now priority 1, do it from"));
    }
  }

  private Plant plant(String criticality, int failure, int lost, int unused) throws IOException {
    StandardPackCopy copy = StandardPackCopy.in(folder);
    copy.change(
        "costs.csv", "*,*,*,5", COSTS.formatted(criticality, failure, lost, unused) + "*,*,*,5");
    // an order that is raised early has more to choose from
    copy.change("forecasts.csv", "motor-pump,rul,*,h,below,60", "motor-pump,rul,*,h,below,86");
    RulePack pack = copy.load();
    Plant plant = new Plant(pack, EngineOptions.defaults());
    plant.add(ID, PUMP);
    return plant;
  }

  private static void free(Plant plant, long revision, int[]... hours) {
    for (int[] window : hours) {
      plant.tell(
          new ProductionWindow(
              ID, Plant.at(window[0]), Plant.at(window[1]), Plant.at(0), revision));
    }
  }

  /** Forecasts each half an hour until an order is raised. */
  private static void dying(Plant plant, double hours) {
    for (int i = 1; i <= 8; i++) {
      plant.rul(ID, i * 0.5, hours - i * 0.5);
    }
  }

  private static org.twinsuite.rules.action.Window window(Plant plant) {
    return plant.all(CreateWorkOrder.class).get(0).window();
  }

  private static Evidence evidence(Plant plant) {
    return plant.all(CreateWorkOrder.class).get(0).evidence();
  }
}

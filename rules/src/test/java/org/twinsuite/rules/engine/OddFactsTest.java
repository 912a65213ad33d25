package org.twinsuite.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.twinsuite.rules.action.AddToWorkOrder;
import org.twinsuite.rules.action.CreateWorkOrder;
import org.twinsuite.rules.action.Notify;
import org.twinsuite.rules.evidence.Observation;
import org.twinsuite.rules.fact.DataQuality;
import org.twinsuite.rules.fact.Fact;
import org.twinsuite.rules.fact.Forecast;
import org.twinsuite.rules.fact.Measurement;
import org.twinsuite.rules.fact.Quality;
import org.twinsuite.rules.pack.RulePack;
import org.twinsuite.rules.pack.StandardPackCopy;

/** Names, numbers and units that are unusual and legal. */
class OddFactsTest {

  private static final String PUMP = "org.twinsuite:motor-pump:1.0.0";
  private static final String ID = "demo:p1";
  private final Plant plant = new Plant();
  @TempDir Path folder;

  @AfterEach
  void close() {
    plant.close();
  }

  @Test
  void aSiblingWithABlankInItsNameIsNotedOnce() {
    plant.tell(Plant.bearing("demo:bearing 1", "demo:shaft"));
    plant.tell(Plant.bearing("demo:bearing 2", "demo:shaft"));
    for (int hour = 0; hour < 40; hour++) {
      plant.rul("demo:bearing 1", hour, 20);
      plant.rul("demo:bearing 2", hour, 40);
    }
    assertThat(plant.all(CreateWorkOrder.class)).hasSize(1);
    assertThat(plant.all(AddToWorkOrder.class)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"mm/s, 1", "mm.s-1, 1", "m/s, 0", "in_i/s, 0", "nonsense, 0"})
  void aUnitThatMeansTheSameIsJudged(String unit, int orders) {
    // GIVEN a limit in mm/s and samples beyond it
    plant.add(ID, PUMP);
    for (int hour = 0; hour < 20; hour++) {
      plant.tell(
          new Measurement(ID, "vibration", 5.0, unit, Quality.GOOD, Plant.at(hour), 100 + hour));
    }
    // THEN they count if their unit is the same, however it is written
    assertThat(plant.all(CreateWorkOrder.class)).hasSize(orders);
  }

  @Test
  void aFailureModeWithABlankThatJoinsAnOrderIsNotedOnce() throws IOException {
    // GIVEN a failure mode with a blank in its name, whose findings are noted on any open order
    String row = "*,loose belt,UNK,3,2,4,72,24,24,168,48,,,thing,order,*,Belt of {thing}";
    RulePack pack =
        StandardPackCopy.in(folder)
            .change("orders.csv", "\n*,*,UNK", "\n" + row + "\n*,*,UNK")
            .load();
    plant.reload(pack);
    plant.add(ID, PUMP);
    for (int hour = 0; hour < 40; hour++) {
      plant.vibration(ID, hour, 5.0);
      plant.tell(rul(hour, hour < 10 ? 5000 : 20, 15, 10_000, "loose belt"));
    }
    assertThat(plant.all(CreateWorkOrder.class)).hasSize(1);
    assertThat(plant.all(AddToWorkOrder.class)).hasSizeLessThanOrEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e13, 1e17, 1e300})
  void aRemainingLifeWithoutEndStopsNoOrder(double hours) {
    plant.add(ID, PUMP);
    for (int hour = 0; hour < 20; hour++) {
      plant.tell(rul(hour, hours, hours / 2, hours * 2, "bearing-wear"));
      plant.vibration(ID, hour + 0.1, 5.0);
    }
    assertThat(plant.all(CreateWorkOrder.class)).hasSize(1);
  }

  @Test
  void samplesOfAnotherUnitAreNotCountedLater() {
    plant.add(ID, PUMP);
    // GIVEN a sound machine that tells um/s for nine samples and mm/s again
    for (int hour = 0; hour < 40; hour++) {
      boolean micro = hour >= 20 && hour < 29;
      plant.tell(
          new Measurement(
              ID,
              "vibration",
              micro ? 900 : 0.9,
              micro ? "um/s" : "mm/s",
              Quality.GOOD,
              Plant.at(hour),
              hour));
    }
    assertThat(plant.actions).isEmpty();
  }

  @Test
  void anOrderShowsEachValueInItsOwnUnit() {
    plant.add(ID, PUMP);
    for (int hour = 0; hour < 20; hour++) {
      boolean micro = hour == 16;
      plant.tell(
          new Measurement(
              ID,
              "vibration",
              micro ? 5000 : hour < 9 ? 1 : 5,
              micro ? "um/s" : "mm/s",
              Quality.GOOD,
              Plant.at(hour),
              hour));
    }
    assertThat(plant.all(CreateWorkOrder.class))
        .singleElement()
        .satisfies(
            order ->
                assertThat(order.evidence().observations())
                    .filteredOn(seen -> seen.value() == 5000)
                    .extracting(Observation::unit)
                    .containsExactly("um/s"));
  }

  @Test
  void findingsAboutDataEndAfterARestartThatRememberedNone() {
    List<Fact> good = new ArrayList<>();
    plant.add(ID, PUMP);
    for (int hour = 0; hour < 20; hour++) {
      plant.tell(Plant.vibration(ID, hour, Double.NaN, Quality.BAD, hour));
    }
    assertThat(plant.all(Notify.class))
        .singleElement()
        .satisfies(
            message ->
                assertThat(message.evidence().observations())
                    .singleElement()
                    .satisfies(seen -> assertThat(seen.name()).isEqualTo("vibration not good"))
                    .satisfies(seen -> assertThat(seen.value()).isEqualTo(10))
                    .satisfies(seen -> assertThat(seen.at()).isEqualTo(Plant.at(9))));
    // GIVEN a restart whose history holds good samples only
    good.add(Plant.thing(ID, PUMP));
    good.add(Plant.vibration(ID, 20, 1, Quality.GOOD, 20));
    plant.restart(good, EngineOptions.defaults());
    // WHEN samples stay good for the cool-down, and get bad again
    for (int hour = 21; hour < 100; hour++) {
      plant.tell(Plant.vibration(ID, hour, 1, Quality.GOOD, hour));
    }
    for (int hour = 100; hour < 130; hour++) {
      Quality quality = hour % 3 == 0 ? Quality.GOOD : Quality.BAD;
      plant.tell(Plant.vibration(ID, hour, 1, quality, hour));
    }
    // THEN that is told anew
    assertThat(plant.all(Notify.class))
        .filteredOn(n -> n.failureMode().equals("data-quality"))
        .hasSize(2);
  }

  @Test
  void findingsAboutAWholeThingEndWhenItsSamplesAreGood() {
    plant.add(ID, PUMP);
    for (int i = 0; i < 12; i++) {
      plant.tell(new DataQuality(ID, null, "unknown-tag", "a/b", Plant.at(i), i));
    }
    assertThat(plant.all(Notify.class)).hasSize(1);
    for (int hour = 12; hour < 100; hour++) {
      plant.vibration(ID, hour, 1.0);
    }
    for (int i = 0; i < 12; i++) {
      plant.tell(new DataQuality(ID, null, "unknown-tag", "a/b", Plant.at(99.1 + i / 10.0), 100));
    }
    assertThat(plant.all(Notify.class)).hasSize(2);
  }

  @Test
  void aForecastThatNamesAnotherFailureModeIsNotOrderedAgainAfterARestart() {
    List<Fact> facts = new ArrayList<>();
    facts.add(Plant.thing(ID, "org.acme:fan:1.0.0"));
    for (int hour = 0; hour < 40; hour++) {
      facts.add(rul(hour, 100, 80, 120, hour < 20 ? "belt" : "bearing"));
    }
    facts.forEach(plant::tell);
    int before = plant.all(CreateWorkOrder.class).size();
    // WHEN a restart remembers only the younger half
    List<Fact> remembered = new ArrayList<>(facts.subList(21, facts.size()));
    remembered.add(0, facts.get(0));
    plant.restart(remembered, EngineOptions.defaults());
    for (int hour = 40; hour < 60; hour++) {
      plant.tell(rul(hour, 100, 80, 120, "bearing"));
    }
    // THEN nothing is ordered that was not before
    assertThat(plant.all(CreateWorkOrder.class)).hasSize(before);
  }

  private static Forecast rul(
      int hour, double value, double lower, double upper, String failureMode) {
    return new Forecast(
        ID,
        "rul",
        value,
        lower,
        upper,
        0.9,
        "h",
        failureMode,
        "m",
        "1",
        null,
        Plant.START,
        30,
        null,
        Plant.at(hour),
        hour);
  }
}

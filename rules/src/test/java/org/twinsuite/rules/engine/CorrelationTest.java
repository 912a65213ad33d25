package org.twinsuite.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.twinsuite.rules.action.CreateWorkOrder;
import org.twinsuite.rules.evidence.Observation;
import org.twinsuite.rules.fact.Fact;
import org.twinsuite.rules.fact.Measurement;
import org.twinsuite.rules.pack.RulePack;
import org.twinsuite.rules.pack.StandardPackCopy;

/** Three signals correlated in ten lines of DRL, over windows that a table declares. */
class CorrelationTest {

  private static final String ID = "demo:p1";
  private static final String WINDOWS =
      """
      rule,class,feature,failureMode,hours,unit
      P-COR-01,org.twinsuite:motor-pump,oil-temperature,lubrication,24,Cel
      P-COR-01,org.twinsuite:motor-pump,oil-pressure,lubrication,6,bar
      P-COR-01,org.twinsuite:motor-pump,load,lubrication,6,
      """;
  private static final String DRL =
      """
      package plant
      import org.twinsuite.rules.detect.PointWindow
      global org.twinsuite.rules.engine.Findings findings

      rule "Oil gets hot and loses pressure at steady load" @ruleId("P-COR-01")
      when
        $oil : PointWindow(point == "oil-temperature", trend > 0.5, latest > 70)
        PointWindow(thingId == $oil.thingId, point == "oil-pressure", mean < 1.8)
        PointWindow(thingId == $oil.thingId, point == "load", mean > 60, trend > -1, trend < 1)
      then findings.raise($oil); end

      rule "Oil is cool again" @ruleId("P-COR-01")
      when $oil : PointWindow(point == "oil-temperature", raised, latest < 65)
      then findings.clear($oil); end
      """;

  @TempDir Path folder;
  private Plant plant;
  private RulePack pack;
  private final List<Fact> told = new ArrayList<>();

  @BeforeEach
  void pack() throws IOException {
    StandardPackCopy copy = StandardPackCopy.in(folder);
    Files.writeString(folder.resolve("plant.drl"), DRL);
    Files.writeString(folder.resolve("windows.csv"), WINDOWS);
    copy.change(
        "rules.csv",
        "R-ANO-01,",
        "P-COR-01,Oil gets hot and loses pressure,1.0,reliability,shadow,10,joins\nR-ANO-01,");
    pack = copy.load();
    plant = new Plant(pack, EngineOptions.defaults());
    tell(Plant.thing(ID, "org.twinsuite:motor-pump:1.0.0"));
  }

  @AfterEach
  void close() {
    plant.close();
  }

  @Test
  void anOrderNeedsAllThreeSignals() {
    // GIVEN hot oil and a steady load, but sound pressure
    hours(0, 30, 2.4, 80);
    assertThat(orders()).isEmpty();
    // WHEN the pressure falls as well
    hours(30, 40, 1.5, 80);
    // THEN
    assertThat(orders())
        .singleElement()
        .satisfies(o -> assertThat(o.failureMode()).isEqualTo("lubrication"))
        .satisfies(
            o ->
                assertThat(o.evidence().summary())
                    .matches(
                        "oil-temperature is 7\\d(\\.\\d+)? Cel, mean .* and trend 1 per h over 24 h"));
    // AND the evidence has latest, mean and trend of each signal
    List<Observation> seen = orders().get(0).evidence().observations();
    assertThat(seen)
        .extracting(Observation::name)
        .contains(
            "oil-temperature",
            "oil-temperature mean over 24 h",
            "oil-temperature trend per h over 24 h",
            "oil-pressure mean over 6 h",
            "load trend per h over 6 h");
    assertThat(value(seen, "oil-temperature trend per h over 24 h")).isCloseTo(1, within(1e-9));
  }

  @Test
  void aLoadThatChangesIsNoFault() {
    for (int hour = 0; hour < 40; hour++) {
      hour(hour, 50 + hour, 1.5, 62 + 3 * hour);
    }
    assertThat(orders()).isEmpty();
  }

  @Test
  void theFindingEndsAsTheRuleSays() {
    hours(0, 40, 1.5, 80);
    assertThat(orders()).hasSize(1);
    for (int hour = 40; hour < 80; hour++) {
      hour(hour, 50, 2.4, 80);
    }
    assertThat(plant.episodes.values()).noneMatch(e -> e.open());
  }

  @Test
  void windowsSurviveARestartAndAReload() {
    hours(0, 30, 1.9, 80);
    plant.restart(pack, told, EngineOptions.defaults());
    plant.reload(pack);
    hours(30, 36, 1.5, 80);
    assertThat(orders()).hasSize(1);
    assertThat(value(orders().get(0).evidence().observations(), "oil-temperature mean over 24 h"))
        .isCloseTo(63, within(1e-9));
  }

  /** A window ends with its newest sample; a sample in another unit does not belong to it. */
  @Test
  void onlySamplesOfTheWindowCount() {
    hours(0, 20, 1.5, 80);
    for (int hour = 100; hour < 130; hour++) {
      tell(Plant.sample(ID, "load", hour, 80, hour));
      tell(Plant.sample(ID, "oil-pressure", hour, 1.5, hour));
      tell(new Measurement(ID, "oil-temperature", 300 + hour, "K", null, Plant.at(hour), hour));
    }
    assertThat(orders()).isEmpty();
  }

  private static double value(List<Observation> seen, String name) {
    return seen.stream().filter(o -> o.name().equals(name)).findFirst().orElseThrow().value();
  }

  private List<CreateWorkOrder> orders() {
    return plant.all(CreateWorkOrder.class).stream()
        .filter(order -> order.failureMode().equals("lubrication"))
        .toList();
  }

  private void hours(int from, int to, double pressure, double load) {
    for (int hour = from; hour < to; hour++) {
      hour(hour, 45 + hour, pressure, load);
    }
  }

  private void hour(int hour, double temperature, double pressure, double load) {
    tell(Plant.sample(ID, "load", hour, load, 10 * hour + 1));
    tell(Plant.sample(ID, "oil-pressure", hour, pressure, 10 * hour + 2));
    tell(Plant.sample(ID, "oil-temperature", hour, temperature, 10 * hour + 3));
  }

  private void tell(Fact fact) {
    told.add(fact);
    plant.tell(fact);
  }
}

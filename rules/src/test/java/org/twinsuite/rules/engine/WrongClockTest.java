package org.twinsuite.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.twinsuite.rules.action.CreateWorkOrder;
import org.twinsuite.rules.fact.Fact;
import org.twinsuite.rules.fact.Quality;

/** A device whose clock was wrong once. */
class WrongClockTest {

  private static final String PUMP = "org.twinsuite:motor-pump:1.0.0";
  private static final double NEXT_YEAR = 9000;
  private final Plant plant = new Plant();

  @AfterEach
  void close() {
    plant.close();
  }

  @Test
  void oneSampleOfNextYearLeavesTheSignalWatchedForSilence() {
    plant.add("demo:p1", PUMP);
    hours("demo:p1", 0, 20);
    // GIVEN one sample of next year, and the clock set right again
    plant.vibration("demo:p1", NEXT_YEAR, 1.0);
    hours("demo:p1", 20, 40);
    // WHEN the signal is lost
    plant.clock(60);
    // THEN it is missed
    assertThat(plant.all(CreateWorkOrder.class))
        .extracting(CreateWorkOrder::failureMode)
        .containsExactly("sensor-loss");
  }

  @Test
  void oneSampleOfNextYearLeavesThePlantWatchedForSilenceAfterAReload() {
    plant.add("demo:p1", PUMP);
    plant.add("demo:p2", PUMP);
    hours("demo:p1", 0, 20);
    plant.clock(20);
    plant.vibration("demo:p2", NEXT_YEAR, 1.0);
    plant.reload(Plant.PACK);
    plant.clock(40);
    assertThat(plant.all(CreateWorkOrder.class))
        .extracting(CreateWorkOrder::failureMode)
        .containsExactly("sensor-loss");
  }

  @Test
  void oneSampleOfNextYearMovesNoClockWhenTheStateIsRebuilt() {
    // GIVEN two pumps, one with a sample of next year
    List<Fact> handled = new ArrayList<>();
    for (String id : List.of("demo:p1", "demo:p2")) {
      handled.add(Plant.thing(id, PUMP));
      for (int hour = 0; hour < 20; hour++) {
        handled.add(Plant.vibration(id, hour, 1.0, Quality.GOOD, hour));
      }
    }
    handled.add(Plant.vibration("demo:p2", NEXT_YEAR, 1.0, Quality.GOOD, 20));
    // WHEN the state is rebuilt by an engine that is told what time it is
    plant.restart(handled, EngineOptions.defaults().withNow(Plant.at(20)));
    for (int hour = 20; hour < 30; hour++) {
      hours("demo:p1", hour, hour + 1);
      hours("demo:p2", hour, hour + 1);
      plant.clock(hour + 0.5);
    }
    // THEN none of them looks silent, and one that falls silent does
    assertThat(plant.actions).isEmpty();
    for (int hour = 30; hour < 50; hour++) {
      hours("demo:p2", hour, hour + 1);
    }
    assertThat(plant.all(CreateWorkOrder.class))
        .extracting(CreateWorkOrder::thingId)
        .containsExactly("demo:p1");
  }

  private void hours(String id, int from, int to) {
    for (int hour = from; hour < to; hour++) {
      plant.clock(hour);
      plant.vibration(id, hour, 1.0);
    }
  }
}

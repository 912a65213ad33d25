package org.twinsuite.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.twinsuite.rules.action.CreateWorkOrder;
import org.twinsuite.rules.action.Notify;
import org.twinsuite.rules.fact.Forecast;

/** Whoever looks after a model hears that its forecasts have drifted. */
class ForecastDriftTest {
  private static final String ID = "demo:p1";

  @Test
  void driftIsToldOnceAndNeverTakenForASilentSensor() {
    try (Plant plant = new Plant()) {
      plant.add(ID, "org.twinsuite:motor-pump:1.0.0");
      for (int hour = 0; hour < 20; hour++) {
        plant.vibration(ID, hour, 1);
        plant.sample(ID, Forecast.DRIFT_PREFIX + "vibration", hour, 0);
      }
      assertThat(plant.actions).isEmpty();

      // WHEN the forecasts drift for some hours, and then no more are made
      for (int hour = 20; hour < 60; hour++) {
        plant.vibration(ID, hour, 1);
        if (hour < 25) {
          plant.sample(ID, Forecast.DRIFT_PREFIX + "vibration", hour, 1);
        }
        plant.clock(hour);
      }

      // THEN that is one message
      assertThat(plant.all(Notify.class))
          .singleElement()
          .satisfies(told -> assertThat(told.failureMode()).isEqualTo("forecast-drift"))
          .satisfies(told -> assertThat(told.channel()).isEqualTo("data-science"))
          .satisfies(told -> assertThat(told.text()).contains("drift:vibration"));
      assertThat(plant.all(CreateWorkOrder.class)).isEmpty();
    }
  }
}

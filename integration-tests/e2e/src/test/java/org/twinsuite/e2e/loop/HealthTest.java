package org.twinsuite.e2e.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.twinsuite.app.App;
import org.twinsuite.sandbox.plant.DittoHttp;

/** Twins show how well their machines are, and what is usual for them, also over a restart. */
class HealthTest {
  private static final Duration LONG = Duration.ofMinutes(3);

  @TempDir Path folder;

  @Test
  void healthRollsUpToTheLineAndBaselinesOutliveARestart() throws Exception {
    try (TestPlant plant = new TestPlant(folder)) {
      // GIVEN two pumps of one line, of which one goes bad
      plant.provision("pump1", "pump2");
      App app = App.start(plant.options());
      for (int hour = 0; hour < 60; hour++) {
        hydraulics(plant, "pump1", hour, 1);
        Instant at = TestPlant.START.plusSeconds(3600L * hour);
        plant.vibration("pump1", at, hour < 20 ? 1.0 : 6.0);
        plant.vibration("pump2", at, 1.0);
      }

      // THEN its twin and the line's show it, the other's does not
      await()
          .atMost(LONG)
          .untilAsserted(
              () -> {
                assertThat(text(plant, "pump1", "features/health/properties/level"))
                    .isIn("degraded", "critical");
                assertThat(text(plant, "line", "features/health/properties/level"))
                    .isIn("degraded", "critical");
                assertThat(text(plant, "line", "features/health/properties/cause"))
                    .isEqualTo(TestPlant.thing("pump1"));
              });
      assertThat(text(plant, "pump2", "features/health/properties/level")).isNotEqualTo("critical");
      // AND what is usual for it was learned and is in the twin
      await()
          .atMost(LONG)
          .untilAsserted(() -> assertThat(plant.twin("pump1")).contains("flow.deviation"));
      String before = text(plant, "pump1", "features/baselines/properties/flow.deviation/usual");
      app.close();

      // WHEN the app starts again and the pump gives less than ever
      app = App.start(plant.options());
      hydraulics(plant, "pump1", 60, 40);
      await()
          .atMost(LONG)
          .until(() -> text(plant, "pump1", "features/flow/properties/value").equals("70.0"));

      // THEN what is usual stays
      assertThat(text(plant, "pump1", "features/baselines/properties/flow.deviation/usual"))
          .isEqualTo(before);
      app.close();
    }
  }

  /** Hourly flow: 100 m3/h in the first 60 hours, 70 after. */
  private static void hydraulics(TestPlant plant, String name, int from, int hours) {
    for (int hour = from; hour < from + hours; hour++) {
      Instant at = TestPlant.START.plusSeconds(3600L * hour + 60);
      double flow = hour < 60 ? 100 : 70;
      plant.send(
          name,
          at,
          "{\"at\":\"%s\",\"points\":{\"flow\":{\"value\":%s,\"unit\":\"m3/h\"}}}"
              .formatted(at, flow));
    }
  }

  private static String text(TestPlant plant, String name, String pointer) {
    return new DittoHttp(plant.ditto.url(), "integration:provisioning")
        .things(java.util.List.of(TestPlant.thing(name)), "thingId,features").stream()
            .findFirst()
            .map(JsonObject.class::cast)
            .flatMap(thing -> thing.getValue(pointer))
            .map(JsonValue::formatAsString)
            .orElse("");
  }
}

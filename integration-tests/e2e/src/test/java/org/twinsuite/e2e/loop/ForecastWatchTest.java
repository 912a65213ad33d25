package org.twinsuite.e2e.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonPointer;
import org.eclipse.ditto.json.JsonValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.twinsuite.app.App;

/** Forecasts watch themselves in the loop: forecast, truth, score in the twin, drift, a message. */
class ForecastWatchTest {
  private static final Duration LONG = Duration.ofMinutes(3);
  private static final String PLAN =
      """
      definition,forecast,model,feature,failureMode,challenger
      org.twinsuite:motor-pump,load,naive2,load,overload,theta
      org.twinsuite:motor-pump,load.unusual,anomaly,load,unusual,
      """;
  private static final int KNOWN = 210;

  @TempDir Path folder;
  private final Random random = new Random(1);

  @Test
  void aForecastIsScoredInTheTwinAndDriftIsToldAfterTheSignalChangedItsWays() throws Exception {
    try (TestPlant plant = new TestPlant(folder)) {
      plant.provision("pump1");
      Map<String, String> options = plant.options();
      options.put(
          "twinsuite.forecast.plan",
          Files.writeString(folder.resolve("forecasts.csv"), PLAN).toString());
      options.put("twinsuite.forecast.learning", "10");
      App app = App.start(options);
      try {
        // GIVEN days without news
        for (int hour = 0; hour < KNOWN - 1; hour++) {
          load(plant, hour, 50 + random.nextGaussian());
        }
        JsonObject first = after(plant, KNOWN - 1, 50);
        assertThat(first.getValue(JsonPointer.of("anomaly:load.unusual/properties/score")))
            .isPresent();

        // WHEN the truth comes
        JsonObject second = after(plant, KNOWN, 52);
        // THEN the twin shows how far off the forecast was, of champion and challenger
        double scored = number(second, "score/scored");
        assertThat(scored).isPositive();
        assertThat(number(second, "score/error")).isPositive();
        assertThat(text(second, "challenger/verdict")).isEqualTo("undecided");

        // AND a restart forgets none of it
        app.close();
        app = App.start(options);
        assertThat(number(after(plant, KNOWN + 1, 50), "score/scored")).isEqualTo(scored + 1);

        // WHEN the load is steady, and then rises from hour to hour
        int hour = KNOWN + 2;
        for (; hour < KNOWN + 35; hour++) {
          after(plant, hour, 50 + random.nextGaussian());
        }
        assertThat(text(after(plant, hour++, 50), "score/drift")).isEqualTo("steady");
        double load = 50;
        String drift = "steady";
        for (int i = 0; i < 12 && drift.equals("steady"); i++) {
          load += 8;
          drift = text(after(plant, hour++, load), "score/drift");
        }

        // THEN the twin says what is the matter, and whoever looks after the model hears of it
        assertThat(drift).isIn("too low", "larger errors");
        await()
            .atMost(LONG)
            .untilAsserted(
                () ->
                    assertThat(plant.page("/api/messages").body())
                        .contains("\"channel\":\"data-science\"", "drift:load"));
        // AND the figures are there for an alert
        assertThat(plant.page("/observe/metrics").body())
            .containsPattern(
                "twinsuite_forecast_drifting\\{[^}]*model=\"naive2\",role=\"champion\"[^}]*} 1\\.0")
            .contains(
                "twinsuite_forecast_bias{",
                "twinsuite_forecast_coverage{",
                "twinsuite_forecast_scored{")
            .containsPattern("twinsuite_forecast_error\\{[^}]*model=\"theta\",role=\"challenger\"");
      } finally {
        app.close();
      }
    }
  }

  private static void load(TestPlant plant, int hour, double value) {
    plant.send(
        "pump1",
        at(hour),
        "{\"at\":\"%s\",\"points\":{\"load\":{\"value\":%s,\"unit\":\"kW\"}}}"
            .formatted(at(hour), value));
  }

  /** The features of the twin once it has a forecast made from the sample. */
  private static JsonObject after(TestPlant plant, int hour, double value) {
    load(plant, hour, value);
    String at = at(hour).toString().replace("Z", ".000Z");
    return await()
        .atMost(LONG)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> {
              String twin = plant.twin("pump1");
              return twin.isEmpty()
                  ? JsonObject.empty()
                  : JsonObject.of(twin)
                      .getValue("features")
                      .map(JsonValue::asObject)
                      .orElse(JsonObject.empty());
            },
            features -> at.equals(text(features, "at")));
  }

  private static Instant at(int hour) {
    return TestPlant.START.plusSeconds(3600L * hour);
  }

  private static double number(JsonObject features, String path) {
    return value(features, path).asDouble();
  }

  private static String text(JsonObject features, String path) {
    JsonValue value = value(features, path);
    return value.isString() ? value.asString() : value.toString();
  }

  private static JsonValue value(JsonObject features, String path) {
    return features
        .getValue(JsonPointer.of("forecast:load/properties/" + path))
        .orElse(JsonValue.nullLiteral());
  }
}

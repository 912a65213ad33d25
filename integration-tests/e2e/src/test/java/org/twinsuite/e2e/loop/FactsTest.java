package org.twinsuite.e2e.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.twinsuite.app.App;
import org.twinsuite.sandbox.cmms.CmmsOrder;
import org.twinsuite.sandbox.plant.DittoHttp;
import org.twinsuite.sandbox.plant.Provisioning;

/** Whatever a twin can tell reaches the rules of the running app, and comes out as it should. */
class FactsTest {
  private static final Duration LONG = Duration.ofMinutes(3);

  @TempDir static Path folder;
  private static TestPlant plant;
  private static DittoHttp ditto;
  private static App app;

  @BeforeAll
  static void open() throws Exception {
    plant = new TestPlant(folder);
    plant.provisionApart("planned", "foreign", "strange", "garbled", "silent", "stale", "running");
    ditto = new DittoHttp(plant.ditto.url(), "integration:provisioning");
    app = App.start(plant.options());
  }

  @AfterAll
  static void close() throws Exception {
    app.close();
    plant.close();
  }

  @Test
  void stockFreeTimesAndTheForecastDecideWhen() {
    // GIVEN a critical pump whose twin shows a part that comes in 30 h and a free time after it
    ditto.put("things/" + TestPlant.thing("planned") + "/attributes/criticality", "\"A\"");
    feature(
        "planned",
        "stock:bearing",
        "{\"available\":0,\"nextDelivery\":\"%s\",\"leadTimeHours\":200,\"at\":\"%s\"}"
            .formatted(at(30), at(0)));
    feature(
        "planned",
        "production",
        "{\"free\":[{\"from\":\"%s\",\"to\":\"%s\"},{\"from\":\"%s\",\"to\":\"%s\"}],\"at\":\"%s\"}"
            .formatted(at(10), at(18), at(40), at(48), at(0)));

    // WHEN its life comes to an end
    for (int hour = 1; hour < 6; hour++) {
      forecast("planned", "rul", hour, 61 - hour);
    }

    // THEN the order is for that time, and says why
    await().atMost(LONG).until(() -> !plant.orders("planned").isEmpty());
    String text = text(plant.orders("planned").get(0));
    assertThat(text)
        .containsPattern(
            "DO IT: 2026-03-02T\\d\\d:00:00Z to 2026-03-03T00:00:00Z; this start costs least")
        .contains("part bearing: 0 in stock, expected at 2026-03-02T06:00:00Z")
        .contains("production: 2 times left free")
        .contains("failure 20, planned 1")
        .contains("forecast rul of the evidence")
        .contains("PICTURE: " + plant.base() + "/orders/");
  }

  @Test
  void anOpenOrderOfSomebodyElseTakesTheNote() {
    // GIVEN an order somebody else raised, which the twin shows
    CmmsOrder other =
        plant
            .maximo
            .book()
            .create(
                "",
                "FOREIGN",
                "APPR",
                new ObjectMapper().createObjectNode().put("siteid", Provisioning.SITE));
    feature(
        "foreign",
        "maintenance",
        "{\"others\":{\"%s\":{\"status\":\"APPR\",\"updatedAt\":\"%s\"}}}"
            .formatted(other.number(), at(0)));

    // WHEN the pump gets bad
    plant.vibration("foreign", 0, 20, 3.5);

    // THEN what was found stands in that order, and none was raised
    await()
        .atMost(LONG)
        .untilAsserted(
            () -> assertThat(text(plant.orders("foreign").get(0))).contains("vibration"));
    assertThat(plant.orders("foreign")).hasSize(1);
  }

  @Test
  void anAnomalyIsTold() {
    for (int hour = 0; hour < 6; hour++) {
      feature(
          "strange",
          "anomaly:vibration",
          "{\"score\":2.5,\"model\":\"m\",\"version\":\"1\",\"at\":\"%s\"}".formatted(at(hour)));
    }
    await().atMost(LONG).until(() -> messages().contains("strange behaves unusually"));
  }

  @Test
  void whatWasRefusedIsAFactAboutTheData() {
    // GIVEN a device whose samples have no readable value: its twin shows that
    plant.send("garbled", at(0), "{\"points\":{\"flow\":{\"value\":\"much\",\"unit\":\"m3/h\"}}}");
    await()
        .atMost(LONG)
        .until(() -> plant.twin("garbled").contains("points.flow: value must be a number"));
    assertThat(plant.twin("garbled")).contains("\"data-quality\"");

    // WHEN that goes on
    for (int hour = 1; hour < 12; hour++) {
      feature(
          "garbled",
          "data-quality",
          "{\"flow\":{\"code\":\"refused\",\"text\":\"no number\",\"at\":\"%s\"}}"
              .formatted(at(hour)));
    }

    // THEN its people hear of it
    await().atMost(LONG).until(() -> messages().contains("garbled cannot be relied on"));
  }

  @Test
  void silenceAndForecastsThatStopAreFound() {
    // GIVEN a pump that is heard of for ten hours, and one whose forecasts stop
    for (int hour = 0; hour < 10; hour++) {
      plant.vibration("silent", at(hour), 1);
      forecast("stale", "load", hour, 50);
      plant.vibration("stale", at(hour), 1);
      plant.vibration("running", at(hour), 1);
    }
    // WHEN time goes on
    for (int hour = 10; hour < 40; hour++) {
      plant.vibration("stale", at(hour), 1);
      plant.vibration("running", at(hour), 1);
    }
    // THEN
    await()
        .atMost(LONG)
        .until(
            () ->
                plant.orders("silent").stream()
                    .anyMatch(
                        order ->
                            order
                                .fields()
                                .path("description")
                                .asText()
                                .startsWith("Restore the signals")));
    await()
        .atMost(LONG)
        .until(() -> messages().contains("No forecast for " + TestPlant.thing("stale")));
  }

  private static void forecast(String name, String forecast, int hour, double value) {
    feature(
        name,
        "forecast:" + forecast,
        """
        {"value": %s, "lower": %s, "upper": %s, "level": 0.9, "unit": "h", "status": "ok",
         "failureMode": "bearing-wear", "model": "m", "version": "1", "at": "%s"}
        """
            .formatted(value, value * 0.8, value * 1.2, at(hour)));
  }

  private static void feature(String name, String feature, String properties) {
    ditto.put(
        "things/" + TestPlant.thing(name) + "/features/" + feature,
        "{\"properties\":" + properties + "}");
  }

  private static String messages() {
    return plant.page("/api/messages").body();
  }

  private static String text(CmmsOrder order) {
    return order.fields().path("description_longdescription").asText();
  }

  private static Instant at(int hour) {
    return TestPlant.START.plus(Duration.ofHours(hour));
  }
}

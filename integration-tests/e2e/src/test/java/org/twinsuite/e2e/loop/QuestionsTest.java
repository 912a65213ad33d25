package org.twinsuite.e2e.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.twinsuite.app.App;
import org.twinsuite.app.http.HashSecret;
import org.twinsuite.app.http.Role;

/** What planners ask the running app: what a rule pack would have done, and what if. */
class QuestionsTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String VIEWER = "Bearer viewer-token";
  private static final String PLANNER = "Bearer planner-token";

  @TempDir static Path folder;
  private static TestPlant plant;
  private static App app;

  @BeforeAll
  static void open() throws Exception {
    plant = new TestPlant(folder);
    plant.provisionApart("pump1", "pump2");
    Path packs = Files.createDirectories(folder.resolve("packs"));
    RulePackFolder.write(packs.resolve("deaf"), "auto", 3).alarmAt("9.5");
    Map<String, String> options = plant.options();
    options.put("twinsuite.backtest.packs", packs.toString());
    options.put(
        "twinsuite.http.users",
        HashSecret.entry("eve", Role.VIEWER, "viewer-token", true)
            + ","
            + HashSecret.entry("ann", Role.PLANNER, "planner-token", true));
    app = App.start(options);
  }

  @AfterAll
  static void close() throws Exception {
    app.close();
    plant.close();
  }

  @Test
  void aBackTestOverTheAppsHistoryFindsTheOrderThatWasRaised() throws Exception {
    // GIVEN an order that the running app raised
    plant.vibration("pump1", 0, 24, 1.5);
    plant.vibration("pump1", 24, 20, 5.5);
    await().atMost(LONG).until(() -> plant.orders("pump1").size() == 1);
    String reference = plant.orders("pump1").get(0).reference();
    String failure = TestPlant.START.plus(Duration.ofHours(60)).toString();
    String question =
        """
        {"pack": "deaf", "against": "active", "failures": [{"thing": "%s", "at": "%s"}]}
        """
            .formatted(TestPlant.thing("pump1"), failure);

    // WHEN
    assertThat(say("/backtests", VIEWER, question).status()).isEqualTo(403);
    assertThat(say("/backtests", PLANNER, "{\"pack\": \"../packs\"}").body())
        .contains("no name of a rule pack")
        .doesNotContain(folder.toString());
    TestPlant.Page started = say("/backtests", PLANNER, question);

    // THEN
    assertThat(started.status()).as(started.body()).isEqualTo(202);
    String path = "/backtests/" + JSON.readTree(started.body()).get("id").asText();
    await().atMost(LONG).until(() -> !page(path).get("state").asText().equals("running"));
    JsonNode done = page(path);
    assertThat(done.get("state").asText()).as(done.toString()).isEqualTo("done");
    assertThat(done.at("/by").asText()).isEqualTo("ann");
    assertThat(done.at("/progress/rows").asLong()).isEqualTo(done.at("/progress/of").asLong());
    assertThat(done.at("/result/against/orders")).hasSize(1);
    assertThat(done.at("/result/against/orders/0/reference").asText()).isEqualTo(reference);
    assertThat(done.at("/result/against/recall").asDouble()).isEqualTo(1);
    assertThat(done.at("/result/report/orders")).isEmpty();
    assertThat(done.at("/result/difference/gone/0/reference").asText()).isEqualTo(reference);
    assertThat(plant.page(path + "/report", VIEWER).body()).contains("<svg", "1 gone");
    assertThat(plant.page("/backtests", VIEWER).body()).contains("\"state\":\"done\"");
    assertThat(plant.page("/backtests/none", VIEWER).status()).isEqualTo(404);
    assertThat(plant.orders("pump1")).hasSize(1);
  }

  private static JsonNode page(String path) throws Exception {
    return JSON.readTree(plant.page(path, VIEWER).body());
  }

  private static TestPlant.Page say(String path, String who, String body) {
    return plant.post(path, who, "application/json", body);
  }
}

package org.twinsuite.e2e.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.twinsuite.app.App;
import org.twinsuite.app.CommandLine;
import org.twinsuite.workbench.http.PasswordHashCommand;
import org.twinsuite.workbench.http.Role;

/** What planners ask the running app: what a rule pack would have done, and what if. */
class QuestionsTest {
  private static final Duration LONG = Duration.ofMinutes(3);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String VIEWER = "Bearer viewer-token-of-tests";
  private static final String PLANNER = "Bearer planner-token";

  private static final String DATABASE = "jdbc:h2:mem:questions;DB_CLOSE_DELAY=-1";

  @TempDir static Path folder;
  private static TestPlant plant;
  private static App app;

  @BeforeAll
  static void open() throws Exception {
    plant = new TestPlant(folder);
    plant.provisionApart("pump1", "pump2", "pump3");
    Path packs = Files.createDirectories(folder.resolve("packs"));
    RulePackFolder.write(packs.resolve("deaf"), "auto", 3).alarmAt("9.5");
    Map<String, String> options = plant.options();
    options.put("twinsuite.backtest.packs", packs.toString());
    options.put(
        "twinsuite.http.users",
        PasswordHashCommand.entry("eve", Role.VIEWER, "viewer-token-of-tests", true)
            + ","
            + PasswordHashCommand.entry("ann", Role.PLANNER, "planner-token", true));
    options.put("twinsuite.db.url", DATABASE);
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
        .contains("not a valid name of a rule pack")
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
    assertThat(done.at("/result/against/orders").findValuesAsText("reference")).contains(reference);
    assertThat(done.at("/result/against/recall").asDouble()).isEqualTo(1);
    assertThat(done.at("/result/report/orders")).isEmpty();
    assertThat(done.at("/result/difference/gone").findValuesAsText("reference"))
        .contains(reference);
    assertThat(plant.page(path + "/report", VIEWER).body()).contains("<svg", "gone, 0 new");
    assertThat(plant.page("/backtests", VIEWER).body()).contains("\"state\":\"done\"");
    assertThat(plant.page("/backtests/none", VIEWER).status()).isEqualTo(404);
    assertThat(plant.orders("pump1")).hasSize(1);
  }

  @Test
  void whatIfShowsTheOrderThatWouldComeAndWritesNothing() throws Exception {
    // GIVEN a sound machine
    plant.vibration("pump2", 0, 44, 1.5);
    await().atMost(LONG).until(() -> plant.twin("pump2").contains("\"forecast:rul\""));
    String before = settled();
    String question = "{\"thing\": \"%s\", \"values\": {\"vibration\": 6.2}}";

    // WHEN
    TestPlant.Page answer = say("/whatif", VIEWER, question.formatted(TestPlant.thing("pump2")));

    // THEN
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    JsonNode json = JSON.readTree(answer.body());
    assertThat(json.at("/difference/only/0/type").asText()).isEqualTo("CreateWorkOrder");
    assertThat(json.at("/difference/only/0/thingId").asText()).isEqualTo(TestPlant.thing("pump2"));
    assertThat(json.at("/difference/only/0/evidence/summary").asText()).contains("vibration");
    assertThat(json.at("/difference/only/0/window/from").asText()).isNotEmpty();
    assertThat(json.at("/difference/gone")).isEmpty();
    assertThat(json.at("/forecasts/rul/overlaid").isObject()).as(answer.body()).isTrue();
    assertThat(json.at("/forecasts/rul/overlaid")).isNotEqualTo(json.at("/forecasts/rul/asIs"));
    assertThat(settled()).isEqualTo(before);
    // AND wrong questions name the field
    assertThat(say("/whatif", "", question).status()).isEqualTo(401);
    assertThat(say("/whatif", VIEWER, question.formatted("a:none")).status()).isEqualTo(404);
    assertThat(
            say("/whatif", VIEWER, question.formatted(TestPlant.thing("pump2")).replace("vib", "x"))
                .body())
        .contains("values.xration", "it has [vibration]");
  }

  @Test
  void whatIfDecidesAnOpenOrderAnewWithALatePartAndAnotherTimeOfProduction() throws Exception {
    // GIVEN an order
    plant.vibration("pump3", 0, 24, 1.5);
    plant.vibration("pump3", 24, 20, 5.5);
    await().atMost(LONG).until(() -> plant.orders("pump3").size() == 1);
    String before = settled();
    String from = TestPlant.START.plus(Duration.ofHours(80)).toString();
    String to = TestPlant.START.plus(Duration.ofHours(90)).toString();
    String question =
        """
        {"thing": "%s", "again": %s, "stock": {"bearing": {"available": 0, "nextDelivery": "%s"}},
         "production": [{"from": "%s", "to": "%s"}]}
        """;

    // WHEN
    TestPlant.Page kept =
        say("/whatif", VIEWER, question.formatted(TestPlant.thing("pump3"), false, from, from, to));
    TestPlant.Page anew =
        say("/whatif", VIEWER, question.formatted(TestPlant.thing("pump3"), true, from, from, to));

    // THEN
    assertThat(kept.body()).contains("\"hint\":\"an order is open");
    assertThat(anew.status()).as(anew.body()).isEqualTo(200);
    JsonNode json = JSON.readTree(anew.body());
    assertThat(json.at("/open")).hasSize(1);
    JsonNode changed = json.at("/difference/changed/0");
    assertThat(changed.at("/overlaid/type").asText()).as(anew.body()).isEqualTo("CreateWorkOrder");
    assertThat(changed.at("/overlaid/window")).isNotEqualTo(changed.at("/asIs/window"));
    assertThat(changed.at("/overlaid/window/from").asText()).isGreaterThanOrEqualTo(from);
    assertThat(changed.at("/overlaid/evidence/timing/basis").toString())
        .contains("0 in stock, expected at", "1 times left free");
    assertThat(settled()).isEqualTo(before);
    // AND the command says it for a planner
    Path file =
        Files.writeString(
            folder.resolve("question.json"),
            question.formatted(TestPlant.thing("pump3"), true, from, from, to));
    Path config =
        Files.writeString(
            folder.resolve("token.properties"), "twinsuite.http.token=viewer-token-of-tests");
    StringWriter out = new StringWriter();
    int exitCode =
        CommandLine.run(
            new String[] {
              "whatif", "--config", config.toString(), "--app", plant.base(), file.toString()
            },
            Map.of(),
            new PrintWriter(out, true),
            new PrintWriter(out, true));
    assertThat(exitCode).as(out.toString()).isZero();
    assertThat(out.toString())
        .contains("WOULD CHANGE:", "as it is", "what if", "Replace bearing of");
  }

  /** All that is stored and all that twins show, once nothing changes any more. */
  private static String settled() {
    String[] last = {""};
    await()
        .pollInterval(Duration.ofMillis(500))
        .during(Duration.ofSeconds(3))
        .atMost(LONG)
        .until(
            () -> {
              String now = stored() + twins();
              boolean underWay = now.contains("|PENDING|") || now.contains("|EXECUTED|");
              boolean same = now.equals(last[0]) && !underWay;
              last[0] = now;
              return same;
            });
    return last[0];
  }

  private static String twins() {
    StringBuilder twins = new StringBuilder();
    for (String name : List.of("pump1", "pump2", "pump3")) {
      twins.append(plant.twin(name, "?fields=thingId,_revision,features")).append('\n');
    }
    return twins.toString();
  }

  private static String stored() throws SQLException {
    StringBuilder stored = new StringBuilder();
    try (Connection connection = DriverManager.getConnection(DATABASE, "twinsuite", "");
        Statement statement = connection.createStatement()) {
      for (String table : List.of("outbox", "episode", "handled", "parked", "ladder")) {
        try (ResultSet rows = statement.executeQuery("select * from " + table + " order by 1, 2")) {
          while (rows.next()) {
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
              stored.append(rows.getString(i)).append('|');
            }
            stored.append('\n');
          }
        }
      }
    }
    return stored.toString();
  }

  private static JsonNode page(String path) throws Exception {
    return JSON.readTree(plant.page(path, VIEWER).body());
  }

  private static TestPlant.Page say(String path, String who, String body) {
    return plant.post(path, who, "application/json", body);
  }
}

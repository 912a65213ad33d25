package org.twinsuite.e2e.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.twinsuite.app.App;
import org.twinsuite.pipeline.history.History;
import org.twinsuite.pipeline.history.Points;
import org.twinsuite.sandbox.cmms.CmmsOrder;
import org.twinsuite.workbench.http.HmacAuthenticator;
import org.twinsuite.workbench.http.PasswordHashCommand;
import org.twinsuite.workbench.http.Role;
import org.twinsuite.workbench.page.Assets;

/** Planners decide on orders, levels of rules change, and rule packs change, while it runs. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PlannerTest {
  private static final Duration LONG = Duration.ofMinutes(3);
  private static final String VIEWER = "Bearer viewer-token-of-tests";
  private static final String PLANNER = "Bearer planner-token";
  private static final String ADMIN = basic("root", "pass");
  private static final String SECRET = "shared-with-the-cmms";
  private static final String JSON = "application/json";
  private static final String FORM = "application/x-www-form-urlencoded";

  @TempDir static Path folder;
  private static TestPlant plant;
  private static RulePackFolder pack;
  private static App app;

  @BeforeAll
  static void open() throws Exception {
    plant = new TestPlant(folder);
    plant.provision("pump1", "pump2", "pump3", "pump4", "pump5", "pump6");
    pack = RulePackFolder.write(folder.resolve("pack"), "approve", 3);
    app = App.start(options());
  }

  @AfterAll
  static void close() throws Exception {
    app.close();
    plant.close();
  }

  private static Map<String, String> options() {
    Map<String, String> options = plant.options();
    options.put("twinsuite.rules.folder", pack.folder().toString());
    options.put("twinsuite.rules.level", "pack");
    options.put("twinsuite.rules.look", "PT0.2S");
    options.put("twinsuite.history.keep", "PT5H");
    options.put("twinsuite.history.trim", "PT0.2S");
    options.put("twinsuite.webhook.secret", SECRET);
    options.put("twinsuite.cmms.poll", "PT1H");
    options.put(
        "twinsuite.http.users",
        String.join(
            ",",
            PasswordHashCommand.entry("eve", Role.VIEWER, "viewer-token-of-tests", true),
            PasswordHashCommand.entry("ann", Role.PLANNER, "planner-token", true),
            PasswordHashCommand.entry("root", Role.ADMIN, "pass", false)));
    return options;
  }

  private static String basic(String name, String secret) {
    return "Basic "
        + Base64.getEncoder()
            .encodeToString((name + ':' + secret).getBytes(StandardCharsets.UTF_8));
  }

  /** Waits until an order for the machine is in a state, and returns its reference. */
  private static String awaitOrder(String name, String state) {
    Pattern reference =
        Pattern.compile(
            "\"reference\":\"(TS\\w{16})\"[^{}]*\"thing\":\"" + TestPlant.thing(name) + '"');
    String[] found = new String[1];
    await(name + " is " + state)
        .atMost(LONG)
        .until(
            () -> {
              Matcher matcher =
                  reference.matcher(plant.page("/api/prescriptions?state=" + state, VIEWER).body());
              if (!matcher.find()) {
                return false;
              }
              found[0] = matcher.group(1);
              return true;
            });
    return found[0];
  }

  private static TestPlant.Page say(String path, String who, String body) {
    return plant.post(path, who, JSON, body);
  }

  @Test
  @Order(1)
  void anOrderWaitsForThePlannersYesAlsoOverARestart() throws Exception {
    // GIVEN
    plant.vibration("pump1", 0, 12, 5.5);
    String reference = awaitOrder("pump1", "waiting");
    // WHEN the app is stopped and started
    app.close();
    app = App.start(options());
    // THEN
    assertThat(awaitOrder("pump1", "waiting")).isEqualTo(reference);
    assertThat(plant.orders("pump1")).isEmpty();
    // WHEN
    String path = "/api/prescriptions/" + reference;
    assertThat(say(path + "/approve", VIEWER, "{\"why\":\"x\"}").status()).isEqualTo(403);
    assertThat(say(path + "/approve", "", "{\"why\":\"x\"}").status()).isEqualTo(401);
    assertThat(say(path + "/approve", PLANNER, "{}").body()).contains("why");
    assertThat(say(path + "/approve", PLANNER, "no").status()).isEqualTo(400);
    assertThat(say(path + "/approve", PLANNER, "{\"why\":\"I heard it\"}").body())
        .contains("\"result\":\"done\"");
    assertThat(say(path + "/approve", PLANNER, "{\"why\":\"again\"}").body())
        .contains("\"result\":\"already\"");
    assertThat(say(path + "/reject", PLANNER, "{\"why\":\"no\"}").status()).isEqualTo(409);
    // THEN
    await().atMost(LONG).until(() -> plant.orders("pump1").size() == 1);
    await().atMost(LONG).until(() -> plant.twin("pump1").contains("orderNumber"));
    assertThat(plant.page(path, VIEWER).body())
        .contains("\"who\":\"ann\"", "\"why\":\"I heard it\"")
        .doesNotContain("again");
  }

  @Test
  @Order(2)
  void aRejectedOrderIsCancelledInTheTwinAndNotRaisedAgain() {
    // GIVEN
    plant.vibration("pump2", 0, 12, 5.5);
    String reference = awaitOrder("pump2", "waiting");
    // WHEN
    say("/api/prescriptions/" + reference + "/reject", PLANNER, "{\"why\":\"loose sensor\"}");
    // THEN the rules hear of it through the twin
    await()
        .atMost(LONG)
        .untilAsserted(
            () ->
                assertThat(plant.twin("pump2"))
                    .contains("\"status\":\"cancelled\"", "order_cancelled"));
    plant.vibration("pump2", 12, 12, 5.5);
    await().atMost(LONG).until(() -> plant.twin("pump2").contains("T23:00:00"));
    assertThat(plant.orders("pump2")).isEmpty();
  }

  @Test
  @Order(3)
  void thePagesShowOrdersAndTakeForms() {
    // GIVEN
    plant.vibration("pump3", 0, 12, 5.5);
    String reference = awaitOrder("pump3", "waiting");
    String path = "/orders/" + reference;
    // THEN
    assertThat(plant.page("/orders", "").status()).isEqualTo(401);
    assertThat(plant.html("/orders?show=decide", VIEWER).body()).contains(path, "pump3");
    assertThat(plant.html(path, ADMIN).body())
        .contains("Approve", "Reject", "Snooze", "<img", "vibration");
    assertThat(plant.html(path, VIEWER).body()).doesNotContain("data-decide");
    assertThat(plant.page("/orders/" + reference + "/evidence.svg", VIEWER).body())
        .contains("<svg");
    assertThat(plant.page(Assets.url("workbench.css"), VIEWER).status()).isEqualTo(200);
    // WHEN a form comes from another site, or nobody knows from where
    String form = "verb=snooze&until=PT4H&why=ask%20%3Cb%3E";
    assertThat(plant.post(path, ADMIN, FORM, form).status()).isEqualTo(403);
    assertThat(plant.post(path + "?Sec-Fetch-Site=same-origin", ADMIN, FORM, form).status())
        .isEqualTo(403);
    // WHEN it comes from the page
    assertThat(plant.post(path, PLANNER, FORM, form).status()).isEqualTo(303);
    // THEN what was said is shown as text
    assertThat(plant.html(path, VIEWER).body())
        .contains("ask &lt;b&gt;", "snooze")
        .doesNotContain("<b>");
    assertThat(plant.html("/orders?show=snoozed", VIEWER).body()).contains(path);
    assertThat(
            say("/api/prescriptions/" + reference + "/approve", PLANNER, "{\"why\":\"y\"}")
                .status())
        .isEqualTo(200);
    await().atMost(LONG).until(() -> plant.orders("pump3").size() == 1);
  }

  @Test
  @Order(4)
  void aChangedTableIsLiveAndAnUnsoundOneIsToldEverywhere() throws Exception {
    // GIVEN a vibration below the limit
    plant.vibration("pump4", 0, 12, 2.7);
    await().atMost(LONG).until(() -> plant.twin("pump4").contains("T11:00:00"));
    // WHEN the table is broken
    pack.alarmAt("much");
    await()
        .atMost(LONG)
        .untilAsserted(
            () ->
                assertThat(plant.page("/observe/health?data=true", VIEWER).body())
                    .contains("levels.csv, G2"));
    assertThat(plant.html("/", VIEWER).body()).contains("levels.csv, G2");
    assertThat(plant.page("/observe/metrics").body())
        .containsPattern("twinsuite_rules_refused(\\{[^}]*})? 1\\.0");
    // THEN the former one decides on
    plant.vibration("pump5", 0, 12, 5.5);
    String old = awaitOrder("pump5", "recommended");
    // WHEN it is put right with a lower limit
    pack.alarmAt("2.6");
    await().atMost(LONG).until(() -> !plant.html("/", VIEWER).body().contains("levels.csv"));
    plant.vibration("pump4", 12, 10, 2.7);
    // THEN it decides, with another version, and what was handled is not prescribed again
    String fresh = awaitOrder("pump4", "recommended");
    assertThat(hash(fresh)).isNotEqualTo(hash(old));
    assertThat(plant.orders("pump1")).hasSize(1);
    assertThat(plant.orders("pump3")).hasSize(1);
    assertThat(plant.page("/api/prescriptions", VIEWER).body().split("\"evidence\":")).hasSize(6);
  }

  private static String hash(String reference) {
    Matcher matcher =
        Pattern.compile("\"packHash\":\"(\\w+)\"")
            .matcher(plant.page("/orders/" + reference + "/evidence.json", VIEWER).body());
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }

  @Test
  @Order(5)
  void aSpentBudgetMovedTheRuleDownAndAnAdminMovesItUp() throws Exception {
    // GIVEN more orders on one day than the budget of three
    assertThat(plant.page("/api/ladder", VIEWER).body())
        .contains("\"level\":\"RECOMMEND\"", "\"who\":\"budget\"", "more than 3 orders");
    // WHEN
    String up = "{\"level\":\"auto\",\"why\":\"they were all right\"}";
    assertThat(say("/api/ladder/T-1", PLANNER, up).status()).isEqualTo(403);
    assertThat(say("/api/ladder/T-1", ADMIN, up).status()).isEqualTo(200);
    // AND where it was moved down
    String thing = TestPlant.thing("pump1");
    String tenant = "T-1%20in%20" + thing.substring(0, thing.indexOf(':'));
    assertThat(say("/api/ladder/" + tenant, ADMIN, up).status()).isEqualTo(200);
    assertThat(say("/api/ladder/none", ADMIN, up).status()).isEqualTo(400);
    app.close();
    app = App.start(options());
    // THEN it stays there over a restart
    assertThat(plant.page("/api/ladder", VIEWER).body())
        .contains("\"level\":\"AUTO\"", "they were all right");
    assertThat(plant.html("/rules", ADMIN).body()).contains("they were all right");
    plant.vibration("pump6", 24, 12, 5.5);
    await().atMost(LONG).until(() -> plant.orders("pump6").size() == 1);
  }

  @Test
  @Order(6)
  void aParkedItemIsTriedAgainOrDropped() {
    // GIVEN a message of a machine that is not there yet, and one that is of no use
    plant.vibration("late", TestPlant.START, 1.25);
    plant.send("pump6", TestPlant.START, "{");
    await().atMost(LONG).until(() -> parkedId("there is no thing").length() > 0);
    await().atMost(LONG).until(() -> parkedId("not JSON").length() > 0);
    String late = parkedId("there is no thing");
    String useless = parkedId("not JSON");
    plant.provision("late");
    // WHEN
    String why = "{\"why\":\"it is there now\"}";
    assertThat(say("/api/parked/" + late + "/retry", VIEWER, why).status()).isEqualTo(403);
    assertThat(say("/api/parked/" + late + "/retry", PLANNER, why).status()).isEqualTo(200);
    assertThat(say("/api/parked/" + useless + "/drop", PLANNER, why).status()).isEqualTo(200);
    // THEN
    await().atMost(LONG).until(() -> plant.twin("late").contains("1.25"));
    assertThat(say("/api/parked/" + late + "/retry", PLANNER, why).status()).isEqualTo(404);
    assertThat(parkedId("there is no thing")).isEmpty();
    assertThat(parkedId("not JSON")).isEmpty();
  }

  private static String parkedId(String reason) {
    Matcher matcher =
        Pattern.compile("\"id\":(\\d+),[^{}]*" + reason)
            .matcher(plant.page("/api/parked", VIEWER).body());
    return matcher.find() ? matcher.group(1) : "";
  }

  @Test
  @Order(8)
  void historyIsTrimmedByTheClock() {
    // GIVEN samples of twelve hours of event time, of which five are kept
    Instant newest = TestPlant.START.plusSeconds(3600L * 35);
    try (History history = History.open(folder.resolve("history.duckdb"));
        BufferAllocator allocator = new RootAllocator()) {
      await()
          .atMost(LONG)
          .untilAsserted(
              () -> {
                Points points =
                    history
                        .read(List.of(TestPlant.thing("pump6")), List.of("vibration"), allocator)
                        .get(TestPlant.thing("pump6"))
                        .get("vibration");
                assertThat(points.at()[0])
                    .isEqualTo(newest.minus(Duration.ofHours(5)).toEpochMilli());
                assertThat(points.at()).hasSize(6);
              });
    }
  }

  @Test
  @Order(9)
  void aWebhookBringsTheStateOfAnOrderOnce() {
    // GIVEN an order that people completed, and polling that is far away
    CmmsOrder order = plant.orders("pump6").get(0);
    plant
        .maximo
        .book()
        .setStatus(order.number(), "COMP", "done", TestPlant.START.plusSeconds(3600L * 36));
    String body = "{\"references\":[\"" + order.reference() + "\"]}";
    String now = String.valueOf(Instant.now().getEpochSecond());
    // WHEN it is told by somebody else, too late, or of a system that is not there
    assertThat(webhook("maximo", "d1", now, "another secret", body)).isEqualTo(401);
    assertThat(webhook("maximo", "d1", "1000", SECRET, body)).isEqualTo(400);
    assertThat(webhook("nowhere", "d1", now, SECRET, body)).isEqualTo(404);
    assertThat(plant.twin("pump6")).doesNotContain("\"status\":\"completed\"");
    // WHEN it is told by the system
    assertThat(webhook("maximo", "d1", now, SECRET, body)).isEqualTo(200);
    // THEN
    await().atMost(LONG).until(() -> plant.twin("pump6").contains("\"status\":\"completed\""));
    assertThat(webhook("maximo", "d1", now, SECRET, body)).isEqualTo(200);
    assertThat(
            plant
                .post(
                    "/webhook/orders/maximo",
                    "Bearer " + SECRET,
                    JSON,
                    "",
                    Map.of(HmacAuthenticator.ID, "d2", HmacAuthenticator.TIMESTAMP, now))
                .body())
        .contains("done");
  }

  private static int webhook(String system, String id, String time, String secret, String body) {
    String signature =
        HmacAuthenticator.sign(secret, id, time, body.getBytes(StandardCharsets.UTF_8));
    return plant
        .post(
            "/webhook/orders/" + system,
            "",
            JSON,
            body,
            Map.of(
                HmacAuthenticator.ID,
                id,
                HmacAuthenticator.TIMESTAMP,
                time,
                HmacAuthenticator.SIGNATURE,
                signature))
        .status();
  }

  @Test
  @Order(10)
  void whoGuessesIsNotListenedToAndNoSecretIsTold() {
    for (int i = 0; i < 10; i++) {
      assertThat(plant.page("/orders", basic("mallory", "guess" + i)).status()).isEqualTo(401);
    }
    assertThat(plant.page("/orders", basic("mallory", "guess")).status()).isEqualTo(429);
    assertThat(plant.page("/orders", ADMIN).status()).isEqualTo(200);
  }
}

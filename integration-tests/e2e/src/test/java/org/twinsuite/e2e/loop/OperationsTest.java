package org.twinsuite.e2e.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.twinsuite.app.App;
import org.twinsuite.app.CommandLine;
import org.twinsuite.sandbox.hono.DeviceRegistry;
import org.twinsuite.sandbox.plant.DittoHttp;
import org.twinsuite.workbench.http.PasswordHashCommand;
import org.twinsuite.workbench.http.Role;

/** What an operator asks the running app: the way of a message, and to onboard machines. */
class OperationsTest {
  private static final Duration LONG = Duration.ofMinutes(3);
  private static final String ADMIN = "Bearer admin-token";
  private static final String VIEWER = "Bearer viewer-token-of-tests";

  @TempDir static Path folder;
  private static TestPlant plant;
  private static DeviceRegistry registry;
  private static App app;

  @BeforeAll
  static void open() throws Exception {
    plant = new TestPlant(folder);
    plant.provision("pump1");
    registry = new DeviceRegistry();
    Map<String, String> options = plant.options();
    options.put("twinsuite.onboarding.hono-url", registry.url().toString());
    options.put(
        "twinsuite.http.users",
        PasswordHashCommand.entry("eve", Role.VIEWER, "viewer-token-of-tests", true)
            + ","
            + PasswordHashCommand.entry("root", Role.ADMIN, "admin-token", true));
    app = App.start(options);
  }

  @AfterAll
  static void close() throws Exception {
    app.close();
    registry.close();
    plant.close();
  }

  @Test
  void followsAnOrderFromTheDevicesMessageToTheMaintenanceSystem() {
    // GIVEN an order
    plant.vibration("pump1", 0, 20, 1.0);
    plant.vibration("pump1", 20, 20, 6.0);
    await().atMost(LONG).until(() -> plant.orders("pump1").size() == 1);
    String reference = reference();

    // WHEN its way is asked for
    await()
        .atMost(LONG)
        .untilAsserted(
            () ->
                assertThat(plant.page("/trace/" + reference, VIEWER).body())
                    .contains("carried out as"));
    TestPlant.Page trace = plant.page("/trace/" + reference, VIEWER);

    // THEN each hop is there, from the message that made the difference to the order's state
    assertThat(trace.status()).isEqualTo(200);
    assertThat(trace.body())
        .containsSubsequence(
            "ingest", "merged into the twin: vibration", "outbox", "CreateWorkOrder", "maximo")
        .doesNotContain("stopped at");
    assertThat(plant.page("/trace/" + reference).status()).isEqualTo(401);
  }

  @Test
  void tellsWhereAMessageStoppedAndWhy() {
    // GIVEN a message that cannot be read
    plant.raw.send(
        "hono.telemetry." + TestPlant.TENANT,
        TestPlant.thing("pump1"),
        Map.of("device_id", TestPlant.thing("pump1"), "correlation-id", "message-17"),
        "no JSON".getBytes(StandardCharsets.UTF_8));

    // WHEN
    await().atMost(LONG).until(() -> plant.page("/trace/message-17", VIEWER).status() == 200);

    // THEN
    await()
        .atMost(LONG)
        .untilAsserted(
            () ->
                assertThat(plant.page("/trace/message-17", VIEWER).body())
                    .contains("stopped at telemetry: parked as no."));
    // AND what nobody knows of is said to be unknown
    assertThat(plant.page("/trace/message-18", VIEWER).status()).isEqualTo(404);
    assertThat(plant.page("/trace/message-18", VIEWER).body()).contains("nothing is known");
  }

  @Test
  void theCommandAsksTheRunningApp() {
    StringWriter out = new StringWriter();
    int exitCode =
        CommandLine.run(
            new String[] {"trace", "message-19", "--app", plant.base()},
            Map.of("TWINSUITE_HTTP_TOKEN", "viewer-token-of-tests"),
            new PrintWriter(out, true),
            new PrintWriter(out, true));
    assertThat(exitCode).isEqualTo(1);
    assertThat(out.toString()).contains("nothing is known of message-19");
  }

  @Test
  void reportsWhereTwinsAndTheMaintenanceSystemDiffer() {
    // GIVEN a machine whose asset is there, an asset without a machine, and an order nobody knows
    plant.maximo.asset("BEDFORD", "PUMP1", "Pump 1", 2);
    plant.maximo.asset("BEDFORD", "FAN9", "Fan 9", 1);
    plant
        .maximo
        .book()
        .create(
            "TSFORGOTTEN0000001",
            "OTHER",
            "WAPPR",
            new ObjectMapper().createObjectNode().put("externalrefid", "TSFORGOTTEN0000001"));
    new DittoHttp(plant.ditto.url(), "integration:provisioning")
        .put("things/" + TestPlant.thing("pump1") + "/attributes/criticality", "\"1\"");

    // WHEN, THEN search may be a moment behind
    await()
        .atMost(LONG)
        .untilAsserted(
            () ->
                assertThat(plant.page("/reconciliation", ADMIN).body())
                    .contains("assets without a thing (1)", "FAN9 Fan 9")
                    .contains("org.twinsuite.e2e:pump1 is 1, asset PUMP1 is 2")
                    .contains("TSFORGOTTEN0000001")
                    .doesNotContain("machines whose asset is not there"));
    assertThat(plant.page("/reconciliation").status()).isEqualTo(401);
  }

  @Test
  void onboardsOverHttpForAdminsOnly() {
    // GIVEN
    String request =
        """
        {"tenant": {"id": "e2e"}, "things": [
          {"thingId": "org.twinsuite.e2e:new", "policyId": "org.twinsuite.e2e:machines", "device": {
            "credentials": [{"type": "hashed-password", "auth-id": "new", "password": "pw"}]}}]}
        """;
    // WHEN
    TestPlant.Page refused = plant.post("/onboarding", VIEWER, "application/json", request);
    TestPlant.Page done = plant.post("/onboarding", ADMIN, "application/json", request);
    TestPlant.Page wrong = plant.post("/onboarding", ADMIN, "application/json", "{\"thing\": 1}");

    // THEN
    assertThat(refused.status()).isEqualTo(403);
    assertThat(done.status()).as(done.body()).isEqualTo(200);
    assertThat(done.body()).contains("\"ok\":true", "\"CREATED\"").doesNotContain("pw");
    assertThat(registry.accepts("e2e", "new", "pw")).isTrue();
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.body()).contains("thing is not a known field");
  }

  private static String reference() {
    Matcher found =
        Pattern.compile("\"reference\":\"(TS\\w{16})\"")
            .matcher(plant.page("/api/prescriptions", VIEWER).body());
    assertThat(found.find()).isTrue();
    return found.group(1);
  }
}

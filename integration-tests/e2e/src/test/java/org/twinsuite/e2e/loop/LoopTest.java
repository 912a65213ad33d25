package org.twinsuite.e2e.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.twinsuite.app.App;
import org.twinsuite.sandbox.cmms.CmmsOrder;

/** From telemetry to one order and back, good input and bad. */
class LoopTest {
  private static final Duration LONG = Duration.ofMinutes(3);
  @TempDir static Path folder;
  private static TestPlant plant;
  private static App app;

  @BeforeAll
  static void open() throws Exception {
    plant = new TestPlant(folder);
    plant.provision("pump1", "pump2", "pump3", "pump4");
    app = App.start(plant.options());
  }

  @AfterAll
  static void close() throws Exception {
    app.close();
    plant.close();
  }

  @Test
  void oneFaultOneOrderARecoveryAndASecondFaultASecondOrder() {
    // WHEN a bearing gets worse
    plant.vibration("pump1", 0, 20, 5.5);
    // THEN one order, shown in the twin, with its evidence
    await().atMost(LONG).until(() -> plant.orders("pump1").size() == 1);
    CmmsOrder order = plant.orders("pump1").get(0);
    await().atMost(LONG).until(() -> plant.twin("pump1").contains(order.number()));
    assertThat(plant.page("/orders/" + order.reference() + "/evidence").body())
        .contains("vibration", "R-VIB-01");
    // WHEN the symptom is gone for the cool-down
    plant.vibration("pump1", 20, 60, 1.6);
    // THEN the episode closes
    await()
        .atMost(LONG)
        .untilAsserted(
            () -> assertThat(plant.twin("pump1")).contains("\"closeReason\":\"recovered\""));
    // WHEN a new fault comes
    plant.vibration("pump1", 80, 20, 5.5);
    // THEN it is a second episode with a second order
    await().atMost(LONG).until(() -> plant.orders("pump1").size() == 2);
    assertThat(plant.orders("pump1")).extracting(CmmsOrder::reference).doesNotHaveDuplicates();
    // AND its evidence names the first case and what became of it
    String second =
        plant.orders("pump1").stream()
            .map(CmmsOrder::reference)
            .filter(reference -> !reference.equals(order.reference()))
            .findFirst()
            .orElseThrow();
    assertThat(plant.page("/orders/" + second + "/evidence").body())
        .contains("LIKE PAST CASES", order.number(), "the symptom went away");
    assertThat(plant.page("/orders/" + second + "/evidence.json").body())
        .contains("\"similar\":[{", order.reference());
    assertThat(plant.html("/orders/" + second, "").body()).contains("LIKE PAST CASES");
  }

  @Test
  void theOutcomeOfAnOrderComesBackIntoTheTwin() {
    // GIVEN an order, later than all else, so that the machine does not look silent
    plant.vibration("pump2", 200, 20, 5.5);
    await().atMost(LONG).until(() -> plant.orders("pump2").size() == 1);
    CmmsOrder order = plant.orders("pump2").get(0);
    await().atMost(LONG).until(() -> plant.twin("pump2").contains(order.number()));
    // WHEN people complete it and the machine is well afterwards
    Instant done = TestPlant.START.plusSeconds(3600L * 221);
    plant.maximo.book().setStatus(order.number(), "COMP", "bearing replaced", done);
    await().atMost(LONG).until(() -> plant.twin("pump2").contains("\"status\":\"completed\""));
    plant.vibration("pump2", 222, 220, 1.6);
    // THEN the twin tells what became of it
    await()
        .atMost(LONG)
        .untilAsserted(
            () ->
                assertThat(plant.twin("pump2"))
                    .contains(
                        "\"closeReason\":\"order_completed\"", "\"outcome\":\"symptom gone\""));
    // AND it counts for the rule
    assertThat(plant.page("/api/ladder").body()).contains("\"outcomes\":[true]");
    assertThat(plant.orders("pump2")).hasSize(1);
  }

  @Test
  void badInputIsParkedWithItsReasonAndTheLineRunsOn() {
    // GIVEN
    String topic = "hono.telemetry." + TestPlant.TENANT;
    String thing = TestPlant.thing("pump3");
    Map<String, String> headers =
        Map.of("device_id", thing, "content-type", "application/json", "qos", "1");
    // WHEN
    plant.raw.send(topic, thing, headers, bytes("{\"points\":")).toCompletableFuture().join();
    plant.raw.send(topic, null, Map.of(), bytes("{\"points\":{}}")).toCompletableFuture().join();
    plant.raw.send(topic, thing, headers, bytes("{\"points\":{\"x\":NaN}}"));
    plant.raw.send(
        topic, thing, headers, bytes("{\"points\":{\"flow\":{\"value\":1,\"unit\":\"wat\"}}}"));
    byte[] megabyte = new byte[1_048_576];
    Arrays.fill(megabyte, (byte) ' ');
    plant.raw.send(topic, thing, headers, megabyte).toCompletableFuture().join();
    plant
        .devices
        .notification(TestPlant.TENANT, thing, Instant.now(), -1)
        .toCompletableFuture()
        .join();
    plant.raw.send(
        topic,
        "org.twinsuite.e2e:unknown",
        Map.of("device_id", "org.twinsuite.e2e:unknown"),
        bytes("{\"points\":{\"x\":1}}"));
    plant.vibration("pump3", TestPlant.START, 1.25);
    // THEN each is parked with its reason
    await()
        .atMost(LONG)
        .untilAsserted(
            () ->
                assertThat(plant.page("/parked").body())
                    .contains("not JSON")
                    .contains("device_id is missing")
                    .contains("points.x: value is NaN")
                    .contains("unit 'wat' cannot be read")
                    .contains("1048576 bytes")
                    .contains("there is no thing org.twinsuite.e2e:unknown"));
    // AND presence is no bad data
    await().atMost(LONG).until(() -> plant.twin("pump3").contains("\"readyUntil\":\"9999-"));
    // AND the line runs on, AND health says so
    await().atMost(LONG).until(() -> plant.twin("pump3").contains("1.25"));
    TestPlant.Page health = plant.page("/observe/health?data=true");
    assertThat(health.status()).isEqualTo(200);
    assertThat(health.body())
        .containsPattern("\"parked\" *: *\"?6")
        .containsPattern("\"degraded\" *: *\"?true");
  }

  @Test
  void aSampleOlderThanTheTwinsDoesNotOverwriteIt() {
    // GIVEN
    plant.vibration("pump4", TestPlant.START.plusSeconds(7200), 1.75);
    await().atMost(LONG).until(() -> plant.twin("pump4").contains("1.75"));
    // WHEN
    plant.vibration("pump4", TestPlant.START.plusSeconds(3600), 9.5);
    plant.vibration("pump4", TestPlant.START.plusSeconds(10800), 1.5);
    // THEN
    await().atMost(LONG).until(() -> plant.twin("pump4").contains("\"value\":1.5"));
    assertThat(plant.twin("pump4")).doesNotContain("9.5");
    assertThat(plant.page("/observe/metrics").body())
        .containsPattern("twinsuite_ingest_late_total(\\{[^}]*})? 1\\.0");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

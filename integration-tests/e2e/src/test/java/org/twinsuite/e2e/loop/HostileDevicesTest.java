package org.twinsuite.e2e.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.twinsuite.app.App;
import org.twinsuite.pipeline.config.AppConfig;
import org.twinsuite.pipeline.store.Database;

/** What a device may send over a real Kafka: it harms only itself, and the line goes on. */
class HostileDevicesTest {
  private static final Duration LONG = Duration.ofMinutes(3);
  private static final String STRANGE = "strange";
  @TempDir static Path folder;
  private static TestPlant plant;
  private static Map<String, String> options;
  private static App app;

  @BeforeAll
  static void open() throws Exception {
    plant = new TestPlant(folder);
    plant.kafka.createTopics(2, List.of("hono.telemetry." + STRANGE, "hono.event." + STRANGE));
    plant.provision("unit1", "emoji1", "victim1", "names1", "many1", "presence1", "stuck1", "rql1");
    options = plant.options();
    options.put("twinsuite.hono.tenant", TestPlant.TENANT + ',' + STRANGE);
    options.put("twinsuite.ingest.max-points", "3000");
    options.put("twinsuite.health.progress-limit", "PT5S");
    app = App.start(options);
    await().atMost(LONG).until(() -> plant.page("/observe/health").status() == 200);
  }

  @AfterAll
  static void close() throws Exception {
    app.close();
    plant.close();
  }

  private static void send(String name, String json) {
    send(TestPlant.TENANT, TestPlant.thing(name), json);
  }

  private static void send(String tenant, String device, String json) {
    plant
        .raw
        .send(
            "hono.telemetry." + tenant,
            device,
            Map.of("device_id", device, "content-type", "application/json", "qos", "1"),
            json.getBytes(StandardCharsets.UTF_8))
        .toCompletableFuture()
        .join();
  }

  private static void awaitParked(String... reasons) {
    await()
        .atMost(LONG)
        .untilAsserted(() -> assertThat(plant.page("/parked").body()).contains(reasons));
  }

  @Test
  void aUnitThatEndsTheParserStopsNothing() {
    // WHEN
    for (String unit : List.of("mm /s", "{", "km9999", "m2147483647", "(((((((((((((((((")) {
      send(
          "unit1",
          "{\"points\":{\"level\":1.5,\"temperature\":{\"value\":61.5,\"unit\":\""
              + unit
              + "\"}}}");
    }
    send("unit1", "{\"points\":{\"temperature\":{\"value\":61.5,\"unit\":\"°C\"}}}");
    // THEN
    awaitParked("points.temperature: unit 'm2147483647' cannot be read");
    await().atMost(LONG).until(() -> plant.twin("unit1").contains("61.5"));
    assertThat(plant.twin("unit1")).contains("\"Cel\"", "1.5");
  }

  @Test
  void halfAnEmojiStopsNothing() {
    // WHEN
    for (String half : List.of("temp\\ud83d", "\\ude00\\ud83d", "pump \\ude00 x")) {
      send("emoji1", "{\"points\":{\"" + half + "\":61.5,\"level\":7.25}}");
    }
    send("emoji1", "{\"points\":{\"level\":8.25}}");
    // THEN
    awaitParked("is not well-formed");
    await().atMost(LONG).until(() -> plant.twin("emoji1").contains("8.25"));
  }

  @Test
  void aDeviceOfAnotherTenantWritesNothing() {
    // GIVEN
    send("victim1", "{\"points\":{\"level\":1.25}}");
    await().atMost(LONG).until(() -> plant.twin("victim1").contains("1.25"));
    // WHEN
    send(STRANGE, TestPlant.thing("victim1"), "{\"points\":{\"level\":666.5}}");
    // THEN
    awaitParked("a device of tenant 'strange' may not write " + TestPlant.thing("victim1"));
    assertThat(plant.twin("victim1")).contains("1.25").doesNotContain("666.5", "data-quality");
  }

  @Test
  void namesTheSuiteWritesAreNotTaken() {
    send(
        "names1",
        "{\"points\":{\"production\":5.5,\"maintenance\":5.5,\"stock:bearing\":5.5,"
            + "\"baselines\":5.5,\"forecast:rul\":5.5,\"level\":2.25}}");
    awaitParked("'maintenance' is reserved", "'stock:bearing' is reserved");
    await().atMost(LONG).until(() -> plant.twin("names1").contains("2.25"));
    assertThat(plant.twin("names1")).doesNotContain("5.5");
  }

  @Test
  void namesThatRqlCannotHavePlainAreTaken() {
    for (int i = 1; i <= 3; i++) {
      send("rql1", "{\"points\":{\"Temp (Outlet)\":61." + i + ",\"a,b\":1,\"c/d\":1}}");
    }
    await().atMost(LONG).until(() -> plant.twin("rql1").contains("61.3"));
    assertThat(plant.twin("rql1")).contains("Temp (Outlet)", "a,b", "c__d");
  }

  @Test
  void twoThousandBadPointsAreOneParkedItem() {
    // WHEN
    String bad =
        IntStream.range(0, 2_000)
            .mapToObj(i -> "\"p" + i + "\":\"x\"")
            .collect(Collectors.joining(","));
    send("many1", "{\"points\":{" + bad + ",\"level\":3.25}}");
    // THEN
    awaitParked("2000 points cannot be taken, the first 20: ");
    await().atMost(LONG).until(() -> plant.twin("many1").contains("3.25"));
    assertThat(plant.page("/parked").body().split(TestPlant.thing("many1"), -1)).hasSize(2);
  }

  @Test
  void presenceIsAFactOfItsOwn() {
    String device = TestPlant.thing("presence1");
    plant
        .raw
        .send(
            "hono.event." + TestPlant.TENANT,
            device,
            Map.of(
                "device_id",
                device,
                "content-type",
                "application/vnd.eclipse-hono-empty-notification",
                "ttd",
                "-1",
                "creation-time",
                "1772323200000"),
            null)
        .toCompletableFuture()
        .join();
    await()
        .atMost(LONG)
        .until(() -> plant.twin("presence1").contains("\"readyUntil\":\"9999-12-31"));
    assertThat(plant.twin("presence1")).doesNotContain("data-quality");
    assertThat(plant.page("/parked").body()).doesNotContain("presence1");
  }

  @Test
  void aPartitionThatCannotGoOnMakesHealthDown() {
    // GIVEN a change whose mark another transaction locks
    send("stuck1", "{\"points\":{\"level\":1.25}}");
    await().atMost(LONG).until(() -> handled("stuck1"));
    Database other = Database.open(AppConfig.of(options));
    CountDownLatch release = new CountDownLatch(1);
    CompletableFuture<Integer> locked =
        CompletableFuture.supplyAsync(() -> other.inTransaction(c -> hold(c, release)));
    try {
      // WHEN
      send("stuck1", "{\"points\":{\"level\":2.25}}");
      // THEN
      await()
          .atMost(LONG)
          .untilAsserted(
              () -> {
                assertThat(plant.page("/observe/health").status()).isEqualTo(503);
                assertThat(metric("twinsuite_rules_oldest_seconds")).isGreaterThan(5);
              });
    } finally {
      release.countDown();
      locked.join();
      other.close();
    }
    // AND it goes on when it can
    await().atMost(LONG).until(() -> plant.page("/observe/health").status() == 200);
  }

  private static boolean handled(String name) {
    Database database = Database.open(AppConfig.of(options));
    try {
      return database.inTransaction(
          connection -> {
            try (var select =
                connection.prepareStatement("select 1 from handled where thing_id = ?")) {
              select.setString(1, TestPlant.thing(name));
              return select.executeQuery().next();
            }
          });
    } finally {
      database.close();
    }
  }

  private static int hold(java.sql.Connection connection, CountDownLatch release)
      throws java.sql.SQLException {
    try (var statement = connection.createStatement()) {
      statement.executeQuery("select * from handled for update");
      release.await();
      return 0;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }

  private static double metric(String name) {
    return plant
        .page("/observe/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(name))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .max()
        .orElse(0);
  }
}

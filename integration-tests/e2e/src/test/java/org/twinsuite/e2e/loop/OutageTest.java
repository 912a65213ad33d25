package org.twinsuite.e2e.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.twinsuite.app.App;

/** A neighbour is gone for a while: nothing is lost, nothing is doubled, health says so. */
class OutageTest {
  private static final Duration LONG = Duration.ofMinutes(3);
  @TempDir static Path folder;
  private static TestPlant plant;
  private static App app;

  @BeforeAll
  static void open() throws Exception {
    plant = new TestPlant(folder);
    plant.provision("ditto1", "kafka1", "cmms1");
    app = App.start(plant.options());
    await().atMost(LONG).until(() -> plant.page("/observe/health").status() == 200);
  }

  @AfterAll
  static void close() throws Exception {
    app.close();
    plant.close();
  }

  @Test
  void dittoGone() {
    plant.vibration("ditto1", 0, 6, 5.5);
    await().atMost(LONG).until(() -> plant.twin("ditto1").contains("T05:00:00"));
    // WHEN
    plant.ditto.stop();
    awaitHealth(503);
    plant.vibration("ditto1", 6, 6, 5.5);
    plant.ditto.restart();
    // THEN
    awaitHealth(200);
    await().atMost(LONG).until(() -> plant.twin("ditto1").contains("T11:00:00"));
    await().atMost(LONG).until(() -> plant.orders("ditto1").size() == 1);
    await().atMost(LONG).until(() -> plant.twin("ditto1").contains("orderNumber"));
  }

  @Test
  void kafkaGone() {
    plant.vibration("kafka1", 0, 6, 5.5);
    await().atMost(LONG).until(() -> plant.twin("kafka1").contains("T05:00:00"));
    // WHEN
    plant.kafka.stop();
    awaitHealth(503);
    plant.kafka.restart();
    plant.vibration("kafka1", 6, 6, 5.5);
    // THEN
    awaitHealth(200);
    await().atMost(LONG).until(() -> plant.orders("kafka1").size() == 1);
  }

  @Test
  void maintenanceSystemGone() {
    // WHEN
    plant.maximo.stop();
    awaitHealth(503);
    plant.vibration("cmms1", 0, 12, 5.5);
    await()
        .atMost(LONG)
        .until(() -> plant.page("/orders").body().contains(TestPlant.thing("cmms1")));
    assertThat(plant.orders("cmms1")).isEmpty();
    plant.maximo.start();
    // THEN
    awaitHealth(200);
    await().atMost(LONG).until(() -> plant.orders("cmms1").size() == 1);
    await().atMost(LONG).until(() -> plant.twin("cmms1").contains("orderNumber"));
  }

  private static void awaitHealth(int status) {
    await("health " + status)
        .atMost(LONG)
        .untilAsserted(
            () ->
                assertThat(plant.page("/observe/health"))
                    .extracting(TestPlant.Page::status)
                    .isEqualTo(status));
  }
}

package org.twinsuite.e2e.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.twinsuite.sandbox.cmms.FaultKind;
import org.twinsuite.sandbox.process.AppProcess;

/** The app is killed (SIGKILL) at the two moments that matter for an order. */
class KilledAppTest {
  private static final Duration LONG = Duration.ofMinutes(3);
  @TempDir Path folder;
  private TestPlant plant;

  @BeforeEach
  void open() throws Exception {
    plant = new TestPlant(folder);
    plant.provision("pump1", "pump2");
  }

  @AfterEach
  void close() {
    plant.close();
  }

  @Test
  void killedBetweenActionRecordedAndOrderCreated() throws Exception {
    // GIVEN a maintenance system that does not answer and an action that is recorded
    plant.maximo.stop();
    try (AppProcess app = AppProcess.start(plant.options(), folder, "512m")) {
      plant.vibration("pump1", 0, 12, 5.5);
      await("action recorded")
          .atMost(LONG)
          .untilAsserted(
              () ->
                  assertThat(plant.page("/orders").body())
                      .as(app.log())
                      .contains("\"delivery\":\"PENDING\"", TestPlant.thing("pump1")));
      // WHEN
      app.kill();
    }
    assertThat(plant.orders("pump1")).isEmpty();
    plant.maximo.start();
    // THEN
    try (AppProcess app = AppProcess.start(plant.options(), folder, "512m")) {
      awaitOneOrderInTheTwin(app);
    }
  }

  @Test
  void killedBetweenOrderCreatedAndAnswerRead() throws Exception {
    // GIVEN a maintenance system that creates the order and never gets its answer through
    plant.maximo.failNext(1, FaultKind.TIMEOUT_AFTER_COMMIT);
    try (AppProcess app = AppProcess.start(plant.options(), folder, "512m")) {
      plant.vibration("pump1", 0, 12, 5.5);
      await("order created").atMost(LONG).until(() -> !plant.orders("pump1").isEmpty());
      assertThat(plant.page("/orders").body()).contains("\"delivery\":\"PENDING\"");
      // WHEN
      app.kill();
    }
    // THEN
    try (AppProcess app = AppProcess.start(plant.options(), folder, "512m")) {
      awaitOneOrderInTheTwin(app);
    }
  }

  private void awaitOneOrderInTheTwin(AppProcess app) {
    await("order in the twin")
        .atMost(LONG)
        .untilAsserted(
            () ->
                assertThat(plant.twin("pump1"))
                    .as(app.log())
                    .contains("\"orderNumber\"", "\"status\":\"open\""));
    // A second machine's order shows that the line went on after the first.
    plant.vibration("pump2", 0, 12, 5.5);
    await("next order").atMost(LONG).until(() -> !plant.orders("pump2").isEmpty());
    assertThat(plant.orders("pump1")).hasSize(1);
    assertThat(plant.orders("pump2")).hasSize(1);
  }
}

package org.twinsuite.e2e.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.twinsuite.app.App;
import org.twinsuite.sandbox.plant.DittoHttp;

/** A machine gets another parent while the app runs, and belongs to other siblings from then on. */
class MovedThingTest {
  private static final Duration LONG = Duration.ofMinutes(3);
  private static final int PARTITIONS = 2;

  @TempDir Path folder;

  @Test
  void itIsNotTakenForSilentByThoseItWasJudgedWith() throws Exception {
    try (TestPlant plant = new TestPlant(folder)) {
      plant.provisionApart("moved");
      try (App app = App.start(plant.options())) {
        // GIVEN a sound machine
        plant.vibration("moved", 0, 12, 1.0);
        await().atMost(LONG).until(() -> plant.twin("moved").contains("-01T11:00:00"));

        // WHEN it is moved to a parent whose things another partition judges, and begins to shake
        new DittoHttp(plant.ditto.url(), "integration:provisioning")
            .put(
                "things/" + TestPlant.thing("moved") + "/attributes/parent",
                '"' + elsewhere(TestPlant.thing("line-of-moved")) + '"');
        plant.vibration("moved", 12, 12, 1.0);
        plant.vibration("moved", 24, 12, 5.0);
        await().atMost(LONG).until(() -> plant.twin("moved").contains("-02T11:00:00"));

        // THEN the shaking is ordered, and nobody looks for its sensor
        await().atMost(LONG).until(() -> !plant.orders("moved").isEmpty());
        await()
            .during(Duration.ofSeconds(3))
            .atMost(LONG)
            .untilAsserted(
                () ->
                    assertThat(plant.orders("moved"))
                        .extracting(order -> order.fields().path("description").asText())
                        .containsExactly("Replace bearing of " + TestPlant.thing("moved")));
      }
    }
  }

  private static String elsewhere(String parent) {
    int here = Math.floorMod(parent.hashCode(), PARTITIONS);
    return IntStream.range(0, 100)
        .mapToObj(i -> TestPlant.thing("line" + i))
        .filter(other -> Math.floorMod(other.hashCode(), PARTITIONS) != here)
        .findFirst()
        .orElseThrow();
  }
}

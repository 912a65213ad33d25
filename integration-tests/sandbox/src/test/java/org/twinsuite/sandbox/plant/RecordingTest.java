package org.twinsuite.sandbox.plant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingTest {

  @Test
  void enginesArePlayedCycleByCycleToTheirFailure() throws IOException {
    CmapssReplay plant =
        CmapssReplay.read(data("cmapss"), "FD001", 100, machine -> machine.withModel("rul", "m1"));

    // THEN there are 100 engines with 24 points each, and all of them fail at their last cycle
    assertThat(plant.machines()).hasSize(100);
    Machine seventh = plant.machines().get(6);
    assertThat(seventh.thingId()).isEqualTo("org.twinsuite.cmapss:fd001-007");
    assertThat(seventh.models()).containsExactly(Map.entry("rul", "m1"));
    Map<String, Sample> first = plant.tick(plant.start());
    assertThat(first).hasSize(100);
    assertThat(first.get("org.twinsuite.cmapss:fd001-001").points())
        .hasSize(24)
        .containsEntry("s2", new Reading(641.82, "1"))
        .containsEntry("setting3", new Reading(100, "1"));
    assertThat(plant.faults()).hasSize(100);

    // AND engine 1 (192 cycles) is silent after its failure while others go on
    Instant failure = plant.faults().get(0).failure();
    assertThat(failure).isEqualTo(plant.start().plus(Duration.ofHours(191)));
    assertThat(plant.tick(failure)).containsKey("org.twinsuite.cmapss:fd001-001");
    assertThat(plant.tick(failure.plus(plant.step())))
        .isNotEmpty()
        .doesNotContainKey("org.twinsuite.cmapss:fd001-001");
    assertThat(plant.ticks()).isEqualTo(362);
  }

  @Test
  void bearingsArePlayedEveryTenMinutesAndTheFirstFails() throws IOException {
    ImsReplay plant = ImsReplay.read(data("ims"), 2);

    assertThat(plant.ticks()).isEqualTo(984);
    assertThat(plant.start()).isEqualTo(Instant.parse("2004-02-12T10:32:39Z"));
    assertThat(plant.tick(plant.start())).hasSize(4);
    assertThat(plant.faults())
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.thingId()).isEqualTo("org.twinsuite.ims:test2-bearing-1");
              assertThat(fault.failure()).isEqualTo(plant.start().plus(Duration.ofMinutes(9830)));
            });
  }

  @Test
  void aBearingWithTwoSensorsIsAsLoudAsTheLouderOne(@TempDir Path folder) throws IOException {
    // GIVEN test 1 has two sensors a bearing
    Files.writeString(
        folder.resolve("1st_test.csv"),
        """
        ,Datetime,Bearing 1 x,Bearing 1 y,Bearing 3 x,Bearing 3 y
        0,2003.10.22.12.06.24,0.1,0.2,0.4,0.3
        1,2003.10.22.12.16.24,0.3,0.2,0.4,0.5
        """);

    // WHEN
    ImsReplay plant = ImsReplay.read(folder, 1, List.of(3));

    // THEN
    assertThat(plant.tick(plant.start().plus(plant.step())).get(plant.thingId(1)).points())
        .containsEntry("vibration", new Reading(0.3, "[g]"));
    assertThat(plant.tick(plant.start()).get(plant.thingId(3)).points())
        .containsEntry("vibration", new Reading(0.4, "[g]"));
    assertThat(plant.faults()).extracting(Fault::thingId).containsExactly(plant.thingId(3));
  }

  @Test
  void aTestThatIsNotThereIsNamed(@TempDir Path folder) {
    assertThatThrownBy(() -> ImsReplay.read(folder, 3)).hasMessageStartingWith("no 3rd*.csv");
  }

  private static Path data(String dataSet) {
    Optional<Path> folder = DataFolder.find();
    assumeTrue(folder.isPresent(), "no shared/data folder beside the project: " + dataSet);
    return DataFolder.of(folder.get(), dataSet);
  }
}

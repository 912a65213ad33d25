package org.twinsuite.predictors.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.twinsuite.predictors.DamagedModelException;
import org.twinsuite.predictors.ModelMetadata;

class ModelFileTest {

  private static final ModelMetadata METADATA =
      new ModelMetadata(
          "fleet-rul/1",
          "engine",
          "abc",
          "00ff",
          Instant.parse("2026-01-31T00:00:00Z"),
          Map.of("rmse", 11.5));

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void write() throws IOException {
    file = folder.resolve("engine.fleetrul");
    new ModelFile(METADATA, new byte[] {1, 2, 3}).write(file);
  }

  @Test
  void whatWasWrittenIsRead() throws IOException {
    ModelFile read = ModelFile.read(file, "fleet-rul/1");

    assertThat(read.payload()).containsExactly(1, 2, 3);
    assertThat(read.metadata().withFileHash("")).isEqualTo(METADATA);
    assertThat(read.metadata().fileHash())
        .isEqualTo(ModelFile.hex(ModelFile.sha256(Files.readAllBytes(file))));
    assertThat(folder.toFile().list()).containsExactly("engine.fleetrul");
  }

  @Test
  void cutAnywhereItIsRefused() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertRefused("engine.fleetrul");
    }
  }

  @Test
  void changedAnywhereItIsRefused() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    for (int at = 0; at < whole.length; at++) {
      byte[] changed = whole.clone();
      changed[at] ^= 0x10;
      Files.write(file, changed);
      assertRefused("engine.fleetrul");
    }
  }

  @Test
  void aModelOfAnotherKindOrOfANewerFormatIsNamed() {
    assertThatThrownBy(() -> ModelFile.read(file, "fleet-rul/2"))
        .isInstanceOf(DamagedModelException.class)
        .hasMessageContaining("kind fleet-rul/1, expected fleet-rul/2");
  }

  private void assertRefused(String words) {
    assertThatThrownBy(() -> ModelFile.read(file, "fleet-rul/1"))
        .isInstanceOf(DamagedModelException.class)
        .hasMessageContaining(words);
  }
}

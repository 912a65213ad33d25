package org.twinsuite.pipeline.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OptionFilesTest {
  @TempDir Path folder;

  @Test
  void aPropertiesFile() throws IOException {
    Path file = Files.writeString(folder.resolve("app.properties"), "twinsuite.partitions=4\n");
    assertThat(OptionFiles.read(file)).isEqualTo(Map.of("twinsuite.partitions", "4"));
  }

  @Test
  void aMountedSecretHasOneFilePerOption() throws IOException {
    // GIVEN what Kubernetes mounts: links to a folder with dots, and a key that is no option
    Path data = Files.createDirectories(folder.resolve("..2026_01_01"));
    Files.writeString(data.resolve("twinsuite.db.password"), "s3cret\n");
    Files.writeString(folder.resolve("ca.crt"), "…");
    Files.createSymbolicLink(folder.resolve("..data"), data.getFileName());
    Files.createSymbolicLink(
        folder.resolve("twinsuite.db.password"), Path.of("..data", "twinsuite.db.password"));
    // THEN
    assertThat(OptionFiles.read(folder)).isEqualTo(Map.of("twinsuite.db.password", "s3cret"));
  }

  @Test
  void aMissingFileIsNamed() {
    assertThatThrownBy(() -> OptionFiles.read(folder.resolve("none.properties")))
        .hasMessageContaining("none.properties");
  }
}

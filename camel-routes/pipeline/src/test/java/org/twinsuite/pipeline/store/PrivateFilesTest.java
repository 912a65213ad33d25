package org.twinsuite.pipeline.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.twinsuite.pipeline.config.AppConfig;

/** What lies on disk is for the user of the process alone. */
class PrivateFilesTest {
  @TempDir Path folder;

  private AppConfig config(String url) {
    return AppConfig.of(Map.of("twinsuite.db.url", url));
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void aNewDatabaseHasAPasswordAndPrivateFiles() throws IOException {
    // GIVEN
    Path file = folder.resolve("data/deep/outbox");
    AppConfig config = config("jdbc:h2:file:" + file);
    // WHEN
    try (Database database = Database.open(config)) {
      new ParkingLot(database).count();
      database.protectFiles();
      // THEN
      assertThat(permissions(folder.resolve("data"))).isEqualTo("rwx------");
      assertThat(permissions(file.getParent())).isEqualTo("rwx------");
      try (Stream<Path> files = Files.list(file.getParent())) {
        List<Path> all = files.toList();
        assertThat(all).hasSizeGreaterThan(1);
        for (Path each : all) {
          assertThat(permissions(each)).as(each.toString()).isEqualTo("rw-------");
        }
      }
    }
    // AND it opens again with that password, AND without it does not
    Database.open(config).close();
    assertThatThrownBy(() -> Database.open("jdbc:h2:file:" + file, "twinsuite", ""))
        .isInstanceOf(StoreException.class);
    assertThat(Files.readString(Path.of(file + ".password"))).matches("[0-9a-f]{48}");
  }

  @Test
  void aDatabaseOfBeforeKeepsOpening() throws IOException {
    // GIVEN one that was made without a password, readable by all
    Path file = folder.resolve("outbox");
    String url = "jdbc:h2:file:" + file;
    try (Database old = Database.open(url, "twinsuite", "")) {
      new ParkingLot(old)
          .park(
              new ParkedItem(
                  "telemetry",
                  "plant:p1",
                  "why",
                  null,
                  null,
                  new byte[0],
                  java.time.Instant.EPOCH));
    }
    Files.setPosixFilePermissions(
        Path.of(file + ".mv.db"), PosixFilePermissions.fromString("rw-r--r--"));
    // WHEN
    try (Database database = Database.open(config(url))) {
      // THEN what was in it is there, it has no password file, AND others cannot read it any more
      assertThat(new ParkingLot(database).count()).isEqualTo(1);
      assertThat(Files.exists(Path.of(file + ".password"))).isFalse();
      assertThat(permissions(Path.of(file + ".mv.db"))).isEqualTo("rw-------");
    }
  }

  @Test
  void aConfiguredPasswordIsTaken() {
    AppConfig config =
        AppConfig.of(
            Map.of(
                "twinsuite.db.url",
                "jdbc:h2:" + folder.resolve("own").toAbsolutePath(),
                "twinsuite.db.password",
                "chosen"));
    Database.open(config).close();
    assertThat(folder.resolve("own.password")).doesNotExist();
    Database.open("jdbc:h2:" + folder.resolve("own").toAbsolutePath(), "twinsuite", "chosen")
        .close();
  }

  @Test
  void otherFilesOfTheFolderStayAsTheyAre() throws IOException {
    // GIVEN
    Path other = Files.writeString(folder.resolve("history2.duckdb"), "x");
    Path link = folder.resolve("history.duckdb.link");
    Files.createSymbolicLink(link, other);
    Files.setPosixFilePermissions(other, PosixFilePermissions.fromString("rw-r--r--"));
    Path own = Files.writeString(folder.resolve("history.duckdb"), "x");
    Path wal = Files.writeString(folder.resolve("history.duckdb.wal"), "x");
    // WHEN
    PrivateFiles.protect(own);
    // THEN
    assertThat(permissions(own)).isEqualTo("rw-------");
    assertThat(permissions(wal)).isEqualTo("rw-------");
    assertThat(permissions(other)).isEqualTo("rw-r--r--");
  }
}

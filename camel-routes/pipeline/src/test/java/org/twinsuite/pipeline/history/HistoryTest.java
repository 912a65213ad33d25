package org.twinsuite.pipeline.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {
  @TempDir Path folder;

  @Test
  void givesEachSeriesInOrderOfTimeOnce() {
    try (History history = History.open(folder.resolve("h.duckdb"));
        BufferAllocator allocator = new RootAllocator()) {
      // GIVEN samples out of order, one of them twice
      history.add(
          List.of(
              new Sample("a:1", "vibration", 2_000, 2.0, 3),
              new Sample("a:1", "vibration", 1_000, 1.0, 2),
              new Sample("a:1", "vibration", 2_000, 2.0, 3),
              new Sample("a:1", "flow", 1_000, 9.0, 2),
              new Sample("a:2", "vibration", 1_000, 5.0, 2)));
      // WHEN
      Map<String, Map<String, Points>> read =
          history.read(List.of("a:1", "a:2", "a:3"), List.of("vibration"), allocator);
      // THEN
      assertThat(read).containsOnlyKeys("a:1", "a:2");
      assertThat(read.get("a:1")).containsOnlyKeys("vibration");
      assertThat(read.get("a:1").get("vibration").at()).containsExactly(1_000, 2_000);
      assertThat(read.get("a:1").get("vibration").value()).containsExactly(1.0, 2.0);
    }
  }

  @Test
  void staysOnDiskAndForgetsWhatIsTooOld() {
    Path file = folder.resolve("h.duckdb");
    try (History history = History.open(file)) {
      history.add(
          List.of(
              new Sample("a:1", "vibration", 1_000, 1.0, 2),
              new Sample("a:1", "vibration", 5_000, 2.0, 3)));
    }
    try (History history = History.open(file);
        BufferAllocator allocator = new RootAllocator()) {
      assertThat(history.newest()).isEqualTo(Instant.ofEpochMilli(5_000));
      history.forgetBefore(Instant.ofEpochMilli(2_000));
      assertThat(
              history.read(List.of("a:1"), List.of(), allocator).get("a:1").get("vibration").at())
          .containsExactly(5_000);
    }
  }

  private static long rows(History history) throws SQLException {
    try (Connection connection = history.another();
        ResultSet row = connection.createStatement().executeQuery("select count(*) from sample")) {
      row.next();
      return row.getLong(1);
    }
  }

  @Test
  void whatAKilledProcessTakesAgainStandsThereOnce() throws Exception {
    // GIVEN changes that are in the history of a process that was killed
    Path file = folder.resolve("h.duckdb");
    Sample first = new Sample("a:1", "flow", 1_000, 1.0, 2);
    Sample second = new Sample("a:1", "flow", 2_000, 2.0, 3);
    try (History history = History.open(file)) {
      history.add(List.of(first, second));
    }
    try (History history = History.open(file)) {
      // WHEN the last ones come again after its restart, with the next one
      history.add(List.of(second, new Sample("a:1", "flow", 3_000, 3.0, 4)));
      // AND a message of which the twin has the sample already
      history.add(List.of(new Sample("a:1", "flow", 3_000, 3.0, 0)));
      history.add(List.of(new Sample("a:1", "flow", 3_000, 3.0, 0)));
      // THEN
      assertThat(rows(history)).isEqualTo(3);
      // AND one whose change comes only after it
      history.add(List.of(new Sample("a:1", "flow", 4_000, 4.0, 0)));
      history.add(List.of(new Sample("a:1", "flow", 4_000, 4.0, 5)));
      assertThat(rows(history)).isEqualTo(4);
      // AND a correction of the same time is another sample
      history.add(List.of(new Sample("a:1", "flow", 4_000, 4.5, 6)));
      assertThat(rows(history)).isEqualTo(5);
    }
  }

  @Test
  void samplesOfAThingThatComesFromAnotherProcessAreAddedIfTheyAreMissing() throws Exception {
    try (History history = History.open(folder.resolve("h.duckdb"))) {
      history.add(List.of(new Sample("a:1", "flow", 1_000, 1.0, 2)));
      history.addMissing(
          List.of(
              new Sample("a:1", "flow", 1_000, 1.0, 2), new Sample("a:1", "flow", 2_000, 2.0, 3)));
      history.addMissing(List.of());
      assertThat(rows(history)).isEqualTo(2);
    }
  }
}

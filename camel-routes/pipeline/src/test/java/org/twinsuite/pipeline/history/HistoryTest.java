package org.twinsuite.pipeline.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
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
}

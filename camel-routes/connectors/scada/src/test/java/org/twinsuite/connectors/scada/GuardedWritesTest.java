package org.twinsuite.connectors.scada;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.twinsuite.twin.Quality;

class GuardedWritesTest {
  private static final Tag TAG =
      new Tag(
          "line1",
          "a",
          "p:a",
          "speed",
          null,
          0,
          1,
          0,
          0,
          new WriteBounds(0, 100, Double.POSITIVE_INFINITY, 1, 0),
          Map.of(),
          1);

  @Test
  void aClockThatGoesBackForbidsNoLaterWrite() {
    // GIVEN one write a minute is allowed, and done
    AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-01T06:00:00Z"));
    GuardedWrites writes =
        new GuardedWrites(new Memory(), now::get, Duration.ofSeconds(1), outcome -> {});
    assertThat(writes.write(new WriteRequest("TS-1", TAG, 5, null)).kind())
        .isEqualTo(WriteOutcome.Kind.WRITTEN);
    assertThat(writes.write(new WriteRequest("TS-2", TAG, 6, null)).kind())
        .isEqualTo(WriteOutcome.Kind.REFUSED);
    // WHEN the clock goes back an hour and two minutes pass
    now.updateAndGet(at -> at.minus(Duration.ofMinutes(58)));
    // THEN
    assertThat(writes.write(new WriteRequest("TS-3", TAG, 7, null)).kind())
        .isEqualTo(WriteOutcome.Kind.WRITTEN);
  }

  private static final class Memory implements TagConnection {
    private double value = 1;

    @Override
    public String source() {
      return "line1";
    }

    @Override
    public boolean connected() {
      return true;
    }

    @Override
    public List<Refusal> subscribe(Consumer<? super Signal> receiver) {
      return List.of();
    }

    @Override
    public List<TagSample> read(Collection<Tag> tags) {
      Instant at = Instant.EPOCH;
      return tags.stream().map(t -> new TagSample(t, value, Quality.GOOD, at, at, at)).toList();
    }

    @Override
    public void write(Tag tag, double to) {
      value = to;
    }

    @Override
    public void close() {}
  }
}

package org.twinsuite.connectors.scada;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.twinsuite.twin.ClockRule;
import org.twinsuite.twin.Quality;

class SignalClockTest {

  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

  private static final SignalClock CLOCK = new SignalClock("line1", ClockRule.DEFAULT);

  private static TagSample sample(double value, Instant source) {
    return new TagSample(Tag.of("s", "a", "p:a", "temp"), value, Quality.GOOD, source, source, NOW);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0001-01-01T00:00:00Z", "1601-01-01T00:00:00Z", "1970-01-01T00:00:00Z",
        "2026-03-01T00:00:11Z", "2036-02-07T06:28:16Z", "9999-12-31T23:59:59Z",
        "+292278994-08-17T07:12:55.807Z", "-1000000000-01-01T00:00:00Z"
      })
  void aTimeThatCannotBeWhenItWasMeasuredIsThatOfReception(Instant source) {
    assertThat(CLOCK.judge(sample(1, source)).sourceTimestamp()).isEqualTo(NOW);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-02-28T23:59:59Z", "2026-03-01T00:00:05Z", "1999-01-01T00:00:00Z"})
  void anyOtherIsBelieved(Instant source) {
    assertThat(CLOCK.judge(sample(1, source)).sourceTimestamp()).isEqualTo(source);
  }

  @Test
  void theErrorOfTheClockIsKnownUntilATimeIsBelieved() {
    // GIVEN
    SignalClock clock = new SignalClock("line1", ClockRule.DEFAULT);
    assertThat(clock.error()).isEmpty();
    // WHEN
    clock.judge(sample(1, NOW.plusSeconds(3600)));
    assertThat(clock.error()).contains(Duration.ofHours(1));
    clock.judge(sample(1, Instant.EPOCH));
    assertThat(clock.error()).get().matches(Duration::isNegative);
    // THEN
    clock.judge(sample(1, NOW));
    assertThat(clock.error()).isEmpty();
  }

  @Test
  void aSignalWithoutATimeStaysWithout() {
    assertThat(CLOCK.judge(sample(1, null)).sourceTimestamp()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2036-02-07T06:28:16Z", "+292278994-08-17T07:12:55.807Z"})
  void oneSampleOfTheFutureDoesNotKeepOutThoseThatFollow(Instant future) {
    // GIVEN
    List<TwinUpdate> updates = new java.util.concurrent.CopyOnWriteArrayList<>();
    try (TwinUpdates gathering =
        new TwinUpdates("test", 10, 5, Duration.ofMinutes(1), updates::add)) {
      // WHEN
      gathering.add(sample(60, NOW));
      gathering.add(sample(61, future));
      gathering.add(sample(63, NOW.plusSeconds(1)));
      gathering.add(sample(64, NOW.plusSeconds(2)));
      gathering.add(sample(65, NOW.plusSeconds(3)));
      org.awaitility.Awaitility.await().until(() -> updates.size() == 5);
    }
    // THEN
    assertThat(updates).noneMatch(TwinUpdate::historical);
    TwinUpdate last = updates.get(4);
    assertThat(last.patch()).contains("65.0", "2026-03-01T00:00:03.000Z");
    assertThat(updates).noneMatch(update -> update.patch().contains("+"));
  }
}

package org.twinsuite.pipeline.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.twinsuite.pipeline.store.ForecastScores.Kept;
import org.twinsuite.pipeline.store.ForecastScores.Key;

/** What is kept of forecasts comes back as it was, whatever database holds it. */
interface ForecastScoresContract {
  Instant TOUCHED = Instant.parse("2026-01-31T10:00:00.123Z");

  Database database();

  @Test
  default void whatIsKeptOfEachForecastComesBackInEveryProcess() {
    // GIVEN two forecasts of one thing and one of another, of more than any varchar holds
    ForecastScores scores = new ForecastScores(database());
    Key rul = new Key("scores:pump", "rul");
    Key load = new Key("scores:pump", "load");
    Key other = new Key("scores:fan", "rul");
    Kept long1 = new Kept(TOUCHED, "ü".repeat(100_000));
    Kept short1 = new Kept(TOUCHED.plusMillis(1), "{}");
    // WHEN
    scores.write(Map.of(rul, long1, load, short1, other, short1));
    // THEN
    ForecastScores elsewhere = new ForecastScores(database());
    assertThat(elsewhere.read(List.of("scores:pump")))
        .containsExactlyInAnyOrderEntriesOf(Map.of(rul, long1, load, short1));
    assertThat(elsewhere.read(List.of("scores:pump", "scores:fan", "scores:nobody")))
        .containsOnlyKeys(rul, load, other);
    assertThat(elsewhere.read(List.of())).isEmpty();
  }

  @Test
  default void aLaterStateReplacesTheFormerAndLeavesTheOthers() {
    ForecastScores scores = new ForecastScores(database());
    Key first = new Key("scores:later", "first");
    Key second = new Key("scores:later", "second");
    scores.write(Map.of(first, new Kept(TOUCHED, "1"), second, new Kept(TOUCHED, "2")));
    scores.write(Map.of(first, new Kept(TOUCHED.plusSeconds(1), "3")));
    scores.write(Map.of());
    assertThat(scores.read(List.of("scores:later")))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(first, new Kept(TOUCHED.plusSeconds(1), "3"), second, new Kept(TOUCHED, "2")));
  }

  @Test
  default void allOfARoundIsKeptOrNothing() {
    ForecastScores scores = new ForecastScores(database());
    Key sound = new Key("scores:round", "sound");
    Map<Key, Kept> round = new LinkedHashMap<>();
    round.put(sound, new Kept(TOUCHED, "1"));
    round.put(new Key("scores:round", "unsound"), new Kept(TOUCHED, null));
    assertThatThrownBy(() -> scores.write(round)).isInstanceOf(RuntimeException.class);
    assertThat(scores.read(List.of("scores:round"))).isEmpty();
  }

  @Test
  default void whatWasNotTouchedForLongIsForgotten() {
    ForecastScores scores = new ForecastScores(database());
    Instant old = Instant.parse("2020-01-01T00:00:00Z");
    Key gone = new Key("scores:old", "gone");
    Key kept = new Key("scores:old", "kept");
    scores.write(Map.of(gone, new Kept(old.minusMillis(1), "1"), kept, new Kept(old, "2")));
    scores.forgetBefore(old);
    assertThat(scores.read(List.of("scores:old"))).containsOnlyKeys(kept);
  }
}

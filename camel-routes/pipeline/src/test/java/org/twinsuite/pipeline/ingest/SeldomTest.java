package org.twinsuite.pipeline.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SeldomTest {
  private static final Instant NOW = Instant.parse("2026-01-31T10:00:00Z");
  private final Seldom seldom = new Seldom(Duration.ofMinutes(1));

  @Test
  void letsTheSameThroughOnceAMinute() {
    assertThat(seldom.lets("a", NOW)).isTrue();
    assertThat(seldom.lets("a", NOW.plusSeconds(59))).isFalse();
    assertThat(seldom.lets("b", NOW.plusSeconds(59))).isTrue();
    assertThat(seldom.lets("a", NOW.plusSeconds(60))).isTrue();
  }

  @Test
  void aClockThatGoesBackSilencesNobodyUntilItIsThereAgain() {
    assertThat(seldom.lets("a", NOW)).isTrue();
    assertThat(seldom.lets("a", NOW.minus(Duration.ofDays(365)))).isTrue();
  }
}

package org.twinsuite.pipeline.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RateLimiterTest {
  private static final Instant NOW = Instant.parse("2026-01-31T10:00:00Z");
  private final RateLimiter limiter = new RateLimiter(Duration.ofMinutes(1));

  @Test
  void letsTheSameThroughOnceAMinute() {
    assertThat(limiter.tryAcquire("a", NOW)).isTrue();
    assertThat(limiter.tryAcquire("a", NOW.plusSeconds(59))).isFalse();
    assertThat(limiter.tryAcquire("b", NOW.plusSeconds(59))).isTrue();
    assertThat(limiter.tryAcquire("a", NOW.plusSeconds(60))).isTrue();
  }

  @Test
  void aClockThatGoesBackSilencesNobodyUntilItIsThereAgain() {
    assertThat(limiter.tryAcquire("a", NOW)).isTrue();
    assertThat(limiter.tryAcquire("a", NOW.minus(Duration.ofDays(365)))).isTrue();
  }
}

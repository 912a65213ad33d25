package org.twinsuite.twin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Nothing is measured after it was received. */
final class ClockRuleTest {

  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
  private final ClockRule rule = ClockRule.DEFAULT;

  @Test
  void aTimeWithinTheToleranceIsUsed() {
    ClockRule.Dating dating = rule.date(NOW.plusSeconds(9), NOW);

    assertThat(dating.instant()).isEqualTo(NOW.plusSeconds(9));
    assertThat(dating.isCorrected()).isFalse();
  }

  @Test
  void aSampleOfTheFutureIsDatedWithItsReception() {
    // GIVEN a clock whose 32 bits of NTP seconds are worn out
    Instant source = Instant.parse("2036-02-07T06:28:16Z");

    // WHEN
    ClockRule.Dating dating = rule.date(source, NOW);

    // THEN it keeps out none of those that follow, and the clock's error is known
    assertThat(dating.instant()).isEqualTo(NOW);
    assertThat(dating.errorMillis()).isEqualTo(source.toEpochMilli() - NOW.toEpochMilli());
  }

  @Test
  void whatIsNotATimeOfATwinIsDatedWithTheReception() {
    assertThat(rule.date(Instant.MAX, NOW).instant()).isEqualTo(NOW);
    assertThat(rule.date(Instant.MAX, NOW).errorMillis()).isEqualTo(IsoInstant.UNKNOWN);
    assertThat(rule.date(Long.MIN_VALUE, NOW.toEpochMilli()).instant()).isEqualTo(NOW);
    assertThat(rule.date(null, NOW).isCorrected()).isFalse();
  }

  @Test
  void anOldTimeIsUsed() {
    assertThat(rule.date(NOW.minusSeconds(86_400), NOW).instant())
        .isEqualTo(NOW.minusSeconds(86_400));
  }
}

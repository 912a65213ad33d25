package org.twinsuite.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DittoCheckTest {

  private static final Instant ASKED = Instant.parse("2026-01-31T10:00:00Z");
  private static final Instant ANSWERED = ASKED.plusSeconds(30);

  @Test
  void aSlowCallIsNoDifferenceOfClocks() {
    assertThat(DittoCheck.apart(ASKED, ASKED, ANSWERED)).isZero();
    assertThat(DittoCheck.apart(ASKED.plusSeconds(20), ASKED, ANSWERED)).isZero();
    assertThat(DittoCheck.apart(ASKED.minusSeconds(7), ASKED, ANSWERED))
        .isEqualTo(Duration.ofSeconds(7));
    assertThat(DittoCheck.apart(ANSWERED.plusSeconds(9), ASKED, ANSWERED))
        .isEqualTo(Duration.ofSeconds(9));
  }
}

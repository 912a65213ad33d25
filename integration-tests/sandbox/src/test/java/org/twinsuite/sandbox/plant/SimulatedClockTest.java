package org.twinsuite.sandbox.plant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class SimulatedClockTest {

  private final SimulatedClock clock = new SimulatedClock(Instant.EPOCH);

  @Test
  void standsStillUntilMoved() {
    assertThat(clock.instant()).isEqualTo(Instant.EPOCH);
    clock.moveTo(Instant.EPOCH.plusSeconds(60));
    assertThat(clock.instant()).isEqualTo(Instant.EPOCH.plusSeconds(60));
  }

  @Test
  void doesNotGoBack() {
    assertThatThrownBy(() -> clock.moveTo(Instant.EPOCH.minusSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cannot go back");
  }
}

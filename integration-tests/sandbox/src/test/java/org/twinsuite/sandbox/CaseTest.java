package org.twinsuite.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.twinsuite.sandbox.plant.Fault;

class CaseTest {

  private final OrderLog.Entry early =
      RunFixture.order("1", "a", "bearing-wear", Duration.ofDays(8));
  private final OrderLog.Entry timely =
      RunFixture.order("2", "b", "bearing-wear", Duration.ofDays(2));
  private final OrderLog.Entry silent =
      RunFixture.order("3", "c", Case.SIGNAL_LOST, Duration.ofHours(-5));

  @Test
  void ordersAboutSilenceCountApartForAMachineThatFailed() {
    Case one = Case.of(RunFixture.THING, RunFixture.WEAR, List.of(timely, silent));

    assertThat(one.orders()).containsExactly(timely);
    assertThat(one.signals()).containsExactly(silent);
  }

  @Test
  void ordersAboutSilenceAreTheOrdersOfASensorFault() {
    Fault loss =
        new Fault(RunFixture.THING, "sensor-loss", true, RunFixture.ONSET, RunFixture.FAILURE);

    assertThat(Case.of(RunFixture.THING, loss, List.of(silent)).orders()).containsExactly(silent);
  }

  @Test
  void ordersOfOtherThingsAreLeftOut() {
    assertThat(Case.of("org.test:other", null, List.of(timely)).orders()).isEmpty();
  }

  @Test
  void leadIsTheTimeLeftAndNegativeWhenTooLate() {
    Case one = Case.of(RunFixture.THING, RunFixture.WEAR, List.of());

    assertThat(one.lead(timely)).isEqualTo(Duration.ofDays(2));
    assertThat(one.lead(silent)).isNegative();
  }

  @Test
  void anOrderBeforeTheOnsetIsAFalseAlarm() {
    Case known = Case.of(RunFixture.THING, RunFixture.WEAR, List.of());

    assertThat(known.falseAlarm(early, RunFixture.START)).isTrue();
    assertThat(known.falseAlarm(timely, RunFixture.START)).isFalse();
  }

  @Test
  void withoutAKnownOnsetTheFirstFortyPercentOfLifeCount() {
    Fault recorded =
        new Fault(RunFixture.THING, "performance-degradation", false, null, RunFixture.FAILURE);
    Case one = Case.of(RunFixture.THING, recorded, List.of());

    assertThat(one.falseAlarm(early, RunFixture.START)).isTrue();
    assertThat(
            one.falseAlarm(
                RunFixture.order("4", "d", "x", Duration.ofHours(143)), RunFixture.START))
        .isFalse();
  }

  @Test
  void everyOrderForASoundMachineIsAFalseAlarm() {
    assertThat(Case.of(RunFixture.THING, null, List.of()).falseAlarm(timely, RunFixture.START))
        .isTrue();
  }
}

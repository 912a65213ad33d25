package org.twinsuite.predictors.rul;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class FirstPassageTest {

  @Test
  void almostWithoutNoiseTheTimeIsDistanceByDrift() {
    FirstPassage passage = new FirstPassage(10, 0.5, 1e-6, 1e-3);

    assertThat(passage.quantile(0.5, 1000)).isCloseTo(20, within(0.05));
  }

  @Test
  void withoutDriftHalfThePathsTakeLongerThanReflectionSays() {
    // P(T <= t) = 2·Phi(-d/sqrt(t)) = 0.5 at t = (d/0.6745)^2
    FirstPassage passage = new FirstPassage(1, 0, 1e-9, 1);

    assertThat(passage.quantile(0.5, 1e6)).isCloseTo(Math.pow(1 / 0.67449, 2), within(0.01));
  }

  @Test
  void aSinkingIndexMayNeverCross() {
    assertThat(new FirstPassage(5, -0.1, 1e-6, 0.2).quantile(0.5, 1e6)).isInfinite();
  }

  @Property(tries = 300)
  void probabilityGrowsWithTime(
      @ForAll @DoubleRange(min = 0.01, max = 5) double distance,
      @ForAll @DoubleRange(min = -0.1, max = 0.5) double drift,
      @ForAll @DoubleRange(min = 0.01, max = 0.2) double deviation,
      @ForAll @DoubleRange(min = 0.01, max = 1) double sigma,
      @ForAll @DoubleRange(min = 0.1, max = 1000) double time) {
    FirstPassage passage = new FirstPassage(distance, drift, deviation, sigma);

    assertThat(passage.probability(time)).isBetween(0.0, 1.0);
    assertThat(passage.probability(time * 1.5))
        .isGreaterThanOrEqualTo(passage.probability(time) - 1e-6);
  }
}

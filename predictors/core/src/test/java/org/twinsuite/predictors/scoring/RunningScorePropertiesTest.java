package org.twinsuite.predictors.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class RunningScorePropertiesTest {

  private static final ScoringConfig CONFIG = ScoringConfig.of(Duration.ofHours(1));

  @Property(tries = 200)
  void figuresStayWithinTheirBounds(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 400) int count) {
    Random random = new Random(seed);
    RunningScore score = RunningScore.NEW;
    for (int i = 0; i < count; i++) {
      double half = random.nextInt(4) == 0 ? Double.NaN : random.nextDouble() * 2;
      double value = random.nextGaussian() * Math.pow(10, random.nextInt(6));
      PastForecast forecast =
          new PastForecast(
              "t", "f", "m", Instant.ofEpochSecond(i), value, value - half, value + half, 0.8);
      score = score.after(new Scored(forecast, random.nextGaussian()), CONFIG);
    }

    assertThat(score.count()).isEqualTo(count);
    assertThat(score.coverage()).isBetween(0.0, 1.0);
    assertThat(Math.abs(score.bias())).isLessThanOrEqualTo(score.absolute() * (1 + 1e-12));
    assertThat(score.absolute()).isLessThanOrEqualTo(score.rootMeanSquare() * (1 + 1e-12));
    assertThat(score.misses()).isBetween(0.0, CONFIG.coverageThreshold());
  }

  @Property(tries = 60, seed = "23")
  void aModelWhoseErrorsShiftIsFoundWithinFortyForecasts(@ForAll long seed, @ForAll boolean high) {
    Random random = new Random(seed);
    RunningScore score = RunningScore.NEW;
    boolean found = false;
    for (int i = 0; i < 340; i++) {
      double offset = i < 300 ? 0 : high ? 3 : -3;
      double value = 10 + offset;
      PastForecast forecast =
          new PastForecast(
              "t", "f", "m", Instant.ofEpochSecond(i), value, Double.NaN, Double.NaN, 0.8);
      score = score.after(new Scored(forecast, 10 + random.nextGaussian()), CONFIG);
      found |= i >= 300 && score.drift().drifting();
    }

    assertThat(found).isTrue();
  }
}

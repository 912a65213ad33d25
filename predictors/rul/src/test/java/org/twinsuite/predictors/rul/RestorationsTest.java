package org.twinsuite.predictors.rul;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class RestorationsTest {

  private static final int CYCLES = 200;

  private static float[] wear(double noise, IntToDoubleFunction level) {
    Random random = new Random(1);
    float[] wear = new float[CYCLES];
    for (int t = 0; t < CYCLES; t++) {
      wear[t] = (float) (level.applyAsDouble(t) + noise * random.nextGaussian());
    }
    return wear;
  }

  private static double overhauled(int t) {
    return t < 120 ? t / 120.0 : (t - 120) / 150.0;
  }

  @Test
  void givenAFallOfWearThenTheLifeStartsAnewThereAFewCyclesLater() {
    int[] starts = Restorations.starts(wear(0.05, RestorationsTest::overhauled));

    assertThat(Arrays.stream(starts).limit(120)).containsOnly(0);
    assertThat(starts[135]).isBetween(118, 122);
    assertThat(starts[CYCLES - 1]).isEqualTo(starts[135]);
  }

  @Test
  void whatIsKnownAtACycleNeedsNoLaterOne() {
    float[] wear = wear(0.05, RestorationsTest::overhauled);
    int[] starts = Restorations.starts(wear);

    for (int cycles = 1; cycles <= CYCLES; cycles += 3) {
      assertThat(Restorations.starts(Arrays.copyOf(wear, cycles)))
          .isEqualTo(Arrays.copyOf(starts, cycles));
    }
  }

  @Test
  void wearThatOnlyGrowsOrIsMostlyNoiseIsNoRestoration() {
    assertThat(Restorations.starts(wear(0.05, t -> t / 200.0))).containsOnly(0);
    assertThat(Restorations.starts(wear(0.5, t -> 0))).containsOnly(0);
    assertThat(Restorations.starts(wear(0.01, t -> -0.005 * (t % 20)))).containsOnly(0);
  }
}

package org.twinsuite.predictors.forecast.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SeriesTest {

  private static final double N = Double.NaN;

  @Test
  void gapsAreFilledFromTheSeasonOrByALine() {
    assertThat(Gaps.fill(new double[] {1, N, N, 4}, 1).values()).containsExactly(1, 2, 3, 4);
    assertThat(Gaps.fill(new double[] {1, 9, 1, N, 1, 11}, 2).values())
        .containsExactly(1, 9, 1, 10, 1, 11);
  }

  @Test
  void missingEndsAreCutAndCounted() {
    Gaps gaps = Gaps.fill(new double[] {N, 1, 2, N, N}, 1);

    assertThat(gaps.values()).containsExactly(1, 2);
    assertThat(gaps.missing()).isEqualTo(3);
    assertThat(gaps.trailing()).isEqualTo(2);
    assertThat(Gaps.fill(new double[] {N, N}, 1).values()).isEmpty();
  }

  @Test
  void aDayBringsTheWeekAlong() {
    assertThat(Seasons.of(24, Duration.ofHours(1))).containsExactly(24, 168);
    assertThat(Seasons.of(48, Duration.ofMinutes(30))).containsExactly(48, 336);
    assertThat(Seasons.of(12, Duration.ofDays(30))).containsExactly(12);
    assertThat(Seasons.of(1, Duration.ofHours(1))).isEmpty();
  }

  @Test
  void classicalDecompositionFindsTheIndices() {
    double[] factor = {0.5, 1.5, 1.2, 0.8};
    double[] y = new double[40];
    for (int t = 0; t < y.length; t++) {
      y[t] = 10 * factor[t % 4];
    }

    assertThat(Seasonality.present(y, 4)).isTrue();
    assertThat(Seasonality.indices(y, 4, true)).containsExactly(factor, within(1e-9));
    assertThat(SeasonalAdjustment.of(y, 4).restore(new double[] {10, 10}))
        .containsExactly(new double[] {5, 15}, within(1e-9));
  }

  @Test
  void aShortOrConstantSeriesHasNoSeason() {
    assertThat(Seasonality.present(new double[] {1, 2, 1, 2, 1}, 2)).isFalse();
    assertThat(Seasonality.present(new double[30], 4)).isFalse();
  }

  @Test
  void multiSeasonalSeparatesDayAndWeek() {
    double[] y = new double[4 * 7 * 6];
    for (int t = 0; t < y.length; t++) {
      y[t] = 100 + (t % 4 == 0 ? 5 : 0) + (t / 4 % 7 == 6 ? -20 : 0);
    }
    MultiSeasonal parts = MultiSeasonal.of(y, new int[] {4, 28});

    double[] flat = new double[28];
    java.util.Arrays.fill(flat, parts.adjusted()[y.length - 1]);
    double[] ahead = parts.restore(flat);

    for (int h = 0; h < ahead.length; h++) {
      assertThat(ahead[h]).isCloseTo(y[y.length - 28 + h], within(2.0));
    }
  }

  @Test
  void leastSquaresFindsAPlane() {
    LeastSquares plane = new LeastSquares(2);
    plane.add(new double[] {1, 0}, 3, 1);
    plane.add(new double[] {1, 1}, 5, 1);
    plane.add(new double[] {1, 2}, 7, 1);

    assertThat(plane.solve(null)).containsExactly(new double[] {3, 2}, within(1e-6));
  }
}

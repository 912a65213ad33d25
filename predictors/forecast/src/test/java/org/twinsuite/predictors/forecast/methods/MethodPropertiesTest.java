package org.twinsuite.predictors.forecast.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.twinsuite.predictors.forecast.ForecastCatalog;
import org.twinsuite.predictors.forecast.series.ForecastTask;

class MethodPropertiesTest {

  private static final int HORIZON = 5;

  @Provide
  Arbitrary<PointForecaster> methods() {
    return Arbitraries.of(ForecastCatalog.methods());
  }

  @Property(tries = 100)
  void everyMethodGivesFiniteValuesForAnyLength(
      @ForAll("methods") PointForecaster method,
      @ForAll @IntRange(min = 3, max = 60) int length,
      @ForAll @IntRange(min = 0, max = 2) int kind,
      @ForAll long seed) {
    Random random = new Random(seed);
    double[] y = new double[length];
    for (int t = 0; t < length; t++) {
      y[t] =
          switch (kind) {
            case 0 -> 100 + 10 * random.nextGaussian();
            case 1 -> random.nextGaussian();
            default -> random.nextInt(3) == 0 ? random.nextInt(9) : 0;
          };
    }

    double[] forecast = method.forecast(List.of(task(y))).get(0);

    assertThat(forecast).hasSize(HORIZON);
    for (double v : forecast) {
      assertThat(v).isFinite();
    }
  }

  @Property(tries = 60, seed = "1")
  void unitsDoNotMatter(@ForAll("methods") PointForecaster method, @ForAll long seed) {
    Random random = new Random(seed);
    double[] y = new double[40];
    double[] scaled = new double[40];
    for (int t = 0; t < y.length; t++) {
      y[t] = 50 + t + 5 * random.nextGaussian();
      scaled[t] = 1024 * y[t];
    }

    double[] forecast = method.forecast(List.of(task(y))).get(0);
    double[] other = method.forecast(List.of(task(scaled))).get(0);

    // Searches on logarithms stop at steps that depend on the unit a little.
    for (int h = 0; h < HORIZON; h++) {
      assertThat(other[h] / 1024).isCloseTo(forecast[h], within(2e-3 * Math.abs(forecast[h])));
    }
  }

  private static ForecastTask task(double[] y) {
    return new ForecastTask(y, new int[] {4}, HORIZON);
  }
}

package org.twinsuite.predictors.forecast.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.twinsuite.predictors.forecast.series.ForecastTask;

class ThetaTest {

  private static final double[] RAMP = {2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24};

  @Test
  void thetaGrowsByHalfTheSlope() {
    double[] f = forecast(new Theta());

    // Smoothing a ramp ends near alpha 1: about 24, then half the slope of 2 per step.
    assertThat(f[0]).isCloseTo(25, within(0.1));
    assertThat(f[1] - f[0]).isCloseTo(1, within(1e-9));
    assertThat(f[2] - f[1]).isCloseTo(1, within(1e-9));
  }

  @Test
  void dynamicThetaContinuesALine() {
    double[] f = forecast(new DynamicTheta());

    assertThat(f[0]).isBetween(25.0, 26.1);
    assertThat(f[2]).isGreaterThan(f[1]);
  }

  @Test
  void deltaGoesOnAtTheMeanRateWithoutTheLargestChanges() {
    // GIVEN growth of 10 % and one jump; ten changes, one of them dropped
    double[] y = new double[11];
    y[0] = 100;
    for (int t = 1; t < y.length; t++) {
      y[t] = y[t - 1] * (t == 5 ? 2 : 1.1);
    }

    double f = new Delta().forecast(List.of(new ForecastTask(y, new int[0], 1))).get(0)[0];

    assertThat(f).isCloseTo(y[10] * Math.pow(1.1, 0.9), within(1e-6));
  }

  private static double[] forecast(PointForecaster method) {
    return method.forecast(List.of(new ForecastTask(RAMP, new int[0], 3))).get(0);
  }
}

package org.twinsuite.predictors.forecast.lanes;

import static org.twinsuite.predictors.forecast.lanes.LaneBlock.LANES;

/** The kernel in plain Java. */
final class ScalarThetaKernel implements ThetaKernel {

  @Override
  public void squares(
      double[] values,
      double[] weights,
      Lines lines,
      double[][] a,
      double[][] b,
      double[] squaresA,
      double[] squaresB) {
    for (int lane = 0; lane < LANES; lane++) {
      squaresA[lane] = squares(values, weights, lines, a, lane);
      squaresB[lane] = squares(values, weights, lines, b, lane);
    }
  }

  private static double squares(double[] y, double[] weights, Lines lines, double[][] x, int lane) {
    double[] intercept = lines.intercept();
    double[] slope = lines.slope();
    double alpha = x[0][lane];
    double rest = 1 - alpha;
    double perAlpha = 1 / alpha;
    double share = 1 - 1 / x[1][lane];
    double level = Math.fma(alpha, y[lane] - x[2][lane], x[2][lane]);
    double decay = 1;
    double squares = 0;
    for (int i = lane + LANES; i < y.length; i += LANES) {
      decay = Math.max(decay * rest, FLOOR);
      double growth = (1 - decay * rest) * perAlpha;
      double line = Math.fma(growth, slope[i - LANES], decay * intercept[i - LANES]);
      double rise = y[i] - level;
      double error = (rise - share * line) * weights[i];
      squares = Math.fma(error, error, squares);
      level = Math.fma(alpha, rise, level);
    }
    return squares;
  }
}

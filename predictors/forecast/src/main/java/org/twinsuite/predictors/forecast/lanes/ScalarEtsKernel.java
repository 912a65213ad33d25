package org.twinsuite.predictors.forecast.lanes;

import static org.twinsuite.predictors.forecast.lanes.LaneBlock.LANES;

/** The kernel in plain Java, one lane and one candidate after the other. */
final class ScalarEtsKernel implements EtsKernel {

  private static final double LN2 = Math.log(2);

  @Override
  public String name() {
    return "scalar";
  }

  @Override
  public void additive(
      LaneBlock block, int season, double[] seasonal, EtsCandidate a, EtsCandidate b) {
    for (int lane = 0; lane < LANES; lane++) {
      additive(block, season, seasonal, a, lane);
      additive(block, season, seasonal, b, lane);
    }
  }

  private static void additive(
      LaneBlock block, int season, double[] seasonal, EtsCandidate c, int lane) {
    double[] y = block.values();
    double[] w = block.weights();
    double[] ring = c.ring;
    int period = season * LANES;
    System.arraycopy(seasonal, 0, ring, 0, lane == 0 ? period : 0);
    double alpha = c.alpha[lane];
    double beta = c.beta[lane];
    double gamma = c.gamma[lane];
    double phi = c.phi[lane];
    double level = c.level[lane];
    double trend = c.trend[lane];
    double squares = 0;
    int pos = lane;
    int end = block.length() * LANES;
    for (int i = lane; i < end; i += LANES) {
      double s = ring[pos];
      double damped = phi * trend;
      double base = Math.fma(phi, trend, level);
      double error = y[i] - s - base;
      if (w != null) {
        error = error * w[i];
      }
      level = Math.fma(alpha, error, base);
      trend = Math.fma(beta, error, damped);
      ring[pos] = Math.fma(gamma, error, s);
      squares = Math.fma(error, error, squares);
      pos += LANES;
      if (pos >= period) {
        pos = lane;
      }
    }
    c.squares[lane] = squares;
    c.logs[lane] = 0;
  }

  @Override
  public void multiplicative(
      LaneBlock block, int season, double[] seasonal, EtsCandidate a, EtsCandidate b) {
    for (int lane = 0; lane < LANES; lane++) {
      multiplicative(block, season, seasonal, a, lane);
      multiplicative(block, season, seasonal, b, lane);
    }
  }

  private static void multiplicative(
      LaneBlock block, int season, double[] seasonal, EtsCandidate c, int lane) {
    double[] y = block.values();
    double[] w = block.weights();
    double[] ring = c.ring;
    int period = season * LANES;
    System.arraycopy(seasonal, 0, ring, 0, lane == 0 ? period : 0);
    double alpha = c.alpha[lane];
    double beta = c.beta[lane];
    double gamma = c.gamma[lane];
    double phi = c.phi[lane];
    double level = c.level[lane];
    double trend = c.trend[lane];
    double squares = 0;
    double product = 1;
    double exponents = 0;
    int untilRescale = RESCALE;
    int pos = lane;
    int end = block.length() * LANES;
    for (int i = lane; i < end; i += LANES) {
      double s = ring[pos];
      double damped = phi * trend;
      double base = Math.fma(phi, trend, level);
      double forecast = Math.max(base * s, FLOOR);
      double error = (y[i] - forecast) / forecast;
      if (w != null) {
        error = error * w[i];
        product = product * (w[i] == 0 ? 1 : forecast);
      } else {
        product = product * forecast;
      }
      double step = base * error;
      level = Math.fma(alpha, step, base);
      trend = Math.fma(beta, step, damped);
      ring[pos] = Math.fma(gamma * error, s, s);
      squares = Math.fma(error, error, squares);
      if (--untilRescale == 0) {
        untilRescale = RESCALE;
        long bits = Double.doubleToRawLongBits(product);
        exponents = exponents + (double) ((bits >>> 52) - 1023);
        product = Double.longBitsToDouble((bits & 0x000fffffffffffffL) | 0x3ff0000000000000L);
      }
      pos += LANES;
      if (pos >= period) {
        pos = lane;
      }
    }
    long bits = Double.doubleToRawLongBits(product);
    exponents = exponents + (double) ((bits >>> 52) - 1023);
    product = Double.longBitsToDouble((bits & 0x000fffffffffffffL) | 0x3ff0000000000000L);
    c.squares[lane] = squares;
    c.logs[lane] = exponents * LN2 + Math.log(product);
  }
}

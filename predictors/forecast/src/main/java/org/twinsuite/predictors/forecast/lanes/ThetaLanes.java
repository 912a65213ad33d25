package org.twinsuite.predictors.forecast.lanes;

import static org.twinsuite.predictors.forecast.lanes.LaneBlock.LANES;

import java.util.Arrays;

/**
 * Fits the dynamic optimised Theta model to the series of a block, all lanes together.
 *
 * @see <a href="https://doi.org/10.1016/j.ijforecast.2016.02.005">Fiorucci, Pellegrini, Louzada,
 *     Petropoulos, Koehler: Models for optimising the theta method</a>
 */
public final class ThetaLanes {

  /**
   * A fitted model.
   *
   * @param alpha smoothing of the level
   * @param theta the theta of the short-term line, at least 1
   * @param level initial level
   */
  public record Fit(double alpha, double theta, double level) {}

  private static final double[] LOW = {0.01, 1, -1e9};
  private static final double[] HIGH = {0.99, 15, 1e9};
  private static final double[] FIRST = {0.2, 1, 0.05};
  private static final double[] LAST = {0.005, 0.05, 0.002};
  private static final int ROUNDS = 16;

  private final ThetaKernel kernel;

  /**
   * @param beside the kernel whose kind, vector or scalar, is used here, too
   */
  public ThetaLanes(EtsKernel beside) {
    kernel = ThetaKernel.beside(beside);
  }

  /** Fits the series (no gaps, at least one value each) of the block. */
  public Fit[] fit(double[][] series) {
    LaneBlock block = LaneBlock.of(series, 0, series.length);
    int n = block.length();
    double[] intercept = new double[n * LANES];
    double[] slope = new double[n * LANES];
    for (int lane = 0; lane < LANES; lane++) {
      lines(block, lane, intercept, slope);
    }
    ThetaKernel.Lines lines = new ThetaKernel.Lines(intercept, slope);
    double[][] x = new double[3][LANES];
    Arrays.fill(x[0], 0.5);
    Arrays.fill(x[1], 2);
    for (int lane = 0; lane < LANES; lane++) {
      x[2][lane] = block.values()[lane];
    }
    double[] ones = new double[n * LANES];
    Arrays.fill(ones, 1);
    double[] weights = block.weights() == null ? ones : block.weights();
    new PatternSearch(LOW, HIGH, FIRST, LAST)
        .minimise(
            (a, b, va, vb) -> kernel.squares(block.values(), weights, lines, a, b, va, vb),
            x,
            ROUNDS);
    Fit[] fits = new Fit[series.length];
    for (int lane = 0; lane < fits.length; lane++) {
      fits[lane] = new Fit(x[0][lane], x[1][lane], x[2][lane] * block.scale()[lane]);
    }
    return fits;
  }

  /** The least-squares line through the values up to each time: it depends on the data alone. */
  private static void lines(LaneBlock block, int lane, double[] intercept, double[] slope) {
    double mean = 0;
    double b = 0;
    for (int t = 1; t <= block.length(); t++) {
      int i = (t - 1) * LANES + lane;
      double y = block.values()[i];
      b = t == 1 ? 0 : ((t - 2) * b + 6 * (y - mean) / t) / (t + 1);
      mean = ((t - 1) * mean + y) / t;
      slope[i] = b;
      intercept[i] = mean - b * (t + 1) / 2;
    }
  }
}

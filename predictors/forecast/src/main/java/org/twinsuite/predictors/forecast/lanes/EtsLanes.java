package org.twinsuite.predictors.forecast.lanes;

import static org.twinsuite.predictors.forecast.lanes.LaneBlock.LANES;

import java.util.ArrayList;
import java.util.List;

/** Fits one model to the series of a block by maximum likelihood, all lanes together. */
public final class EtsLanes {

  /**
   * How much to search.
   *
   * @param rounds at most so many rounds over all coordinates
   * @param initialStates whether initial level and trend are optimised, too
   */
  public record Effort(int rounds, boolean initialStates) {
    /** For model selection and forecasts. */
    public static final Effort FULL = new Effort(14, true);

    /** Smoothing parameters only. */
    public static final Effort PARAMETERS = new Effort(13, false);
  }

  private static final int ALPHA = 0;
  private static final int LEVEL = 1;
  private static final int BETA = 2;
  private static final int PHI = 3;
  private static final int TREND = 4;
  private static final int GAMMA = 5;

  private static final double[] LOW = {1e-4, -1e9, 0, 0.8, -1e9, 0};
  private static final double[] HIGH = {0.9999, 1e9, 1, 0.98, 1e9, 1};
  private static final double[] START = {0.3, 0, 0.1, 0.95, 0, 0.1};
  private static final double[] FIRST = {0.2, 0.03, 0.1, 0.03, 0.005, 0.1};
  private static final double[] LAST = {0.005, 0.002, 0.005, 0.003, 0.0004, 0.005};

  /** Keeps the likelihood of a perfect fit finite; far below any rounding of measured data. */
  private static final double TINY = 1e-20;

  private final EtsKernel kernel;

  public EtsLanes(EtsKernel kernel) {
    this.kernel = kernel;
  }

  /**
   * Fits the model to every series of the block.
   *
   * @param series the series of the block
   * @param from first of them
   * @param to after the last of them
   * @param season length of the season, 1 for none
   * @return one fit per series, in their order
   */
  public List<EtsFit> fit(
      double[][] series,
      int from,
      int to,
      LaneBlock block,
      EtsModel model,
      int season,
      Effort effort) {
    int period = model.seasonal() ? season : 1;
    double[] seasonal = new double[period * LANES];
    double[] level = new double[LANES];
    double[] trend = new double[LANES];
    for (int lane = 0; lane < LANES; lane++) {
      double[] y = series[from + lane < to ? from + lane : from];
      InitialStates states = InitialStates.of(y, period, model.multiplicative(), model.seasonal());
      double unit = block.scale()[lane];
      level[lane] = states.level() / unit;
      trend[lane] = model.trend() ? states.trend() / unit : 0;
      if (!model.trend()) {
        level[lane] += states.trend() / unit * Math.min(5, y.length / 2.0);
      }
      for (int i = 0; i < period; i++) {
        seasonal[i * LANES + lane] = states.seasonal()[i] / (model.multiplicative() ? 1 : unit);
      }
    }
    int[] free = free(model, effort);
    double[][] x = new double[free.length][LANES];
    for (int d = 0; d < free.length; d++) {
      java.util.Arrays.fill(x[d], START[free[d]]);
    }
    EtsCandidate a = new EtsCandidate(period);
    EtsCandidate b = new EtsCandidate(period);
    PatternSearch.Objective objective =
        (pa, pb, va, vb) -> {
          place(model, free, pa, level, trend, a);
          place(model, free, pb, level, trend, b);
          if (model.multiplicative()) {
            kernel.multiplicative(block, period, seasonal, a, b);
          } else {
            kernel.additive(block, period, seasonal, a, b);
          }
          for (int lane = 0; lane < LANES; lane++) {
            va[lane] = model.multiplicative() ? likelihood(block, a, lane) : a.squares[lane];
            vb[lane] = model.multiplicative() ? likelihood(block, b, lane) : b.squares[lane];
          }
        };
    double[] best =
        new PatternSearch(pick(LOW, free), pick(HIGH, free), pick(FIRST, free), pick(LAST, free))
            .minimise(objective, x, effort.rounds());
    place(model, free, x, level, trend, a);
    if (!model.multiplicative()) {
      for (int lane = 0; lane < LANES; lane++) {
        int n = block.counts()[lane];
        best[lane] = n * Math.log(best[lane] + TINY * n);
      }
    }
    List<EtsFit> fits = new ArrayList<>(to - from);
    for (int lane = 0; lane < to - from; lane++) {
      double unit = block.scale()[lane];
      double[] initial = new double[period + 2];
      initial[0] = a.level[lane] * unit;
      initial[1] = a.trend[lane] * unit;
      for (int i = 0; i < period; i++) {
        initial[2 + i] = seasonal[i * LANES + lane] * (model.multiplicative() ? 1 : unit);
      }
      fits.add(
          new EtsFit(
              model,
              a.alpha[lane],
              a.beta[lane],
              a.gamma[lane],
              a.phi[lane],
              initial,
              best[lane],
              aicc(best[lane], block.counts()[lane], model.parameters(period))));
    }
    return fits;
  }

  private static int[] free(EtsModel model, Effort effort) {
    int[] all = {ALPHA, LEVEL, BETA, PHI, TREND, GAMMA};
    return java.util.Arrays.stream(all)
        .filter(
            p ->
                switch (p) {
                  case LEVEL -> effort.initialStates();
                  case BETA -> model.trend();
                  case PHI -> model.damped();
                  case TREND -> model.trend() && effort.initialStates();
                  case GAMMA -> model.seasonal();
                  default -> true;
                })
        .toArray();
  }

  private static void place(
      EtsModel model, int[] free, double[][] x, double[] level, double[] trend, EtsCandidate c) {
    for (int lane = 0; lane < LANES; lane++) {
      double[] p = {START[ALPHA], 0, 0, model.trend() ? 1 : 0, 0, 0};
      for (int d = 0; d < free.length; d++) {
        p[free[d]] = x[d][lane];
      }
      c.alpha[lane] = p[ALPHA];
      c.beta[lane] = p[ALPHA] * p[BETA];
      c.gamma[lane] = (1 - p[ALPHA]) * p[GAMMA];
      c.phi[lane] = p[PHI];
      c.level[lane] = level[lane] + p[LEVEL];
      c.trend[lane] = trend[lane] + p[TREND];
    }
  }

  private static double likelihood(LaneBlock block, EtsCandidate c, int lane) {
    int n = block.counts()[lane];
    return n * Math.log(c.squares[lane] + TINY * n) + 2 * c.logs[lane];
  }

  private static double aicc(double likelihood, int n, int k) {
    return n - k - 1 > 0
        ? likelihood + 2.0 * k + 2.0 * k * (k + 1) / (n - k - 1)
        : Double.POSITIVE_INFINITY;
  }

  private static double[] pick(double[] all, int[] free) {
    double[] picked = new double[free.length];
    for (int d = 0; d < free.length; d++) {
      picked[d] = all[free[d]];
    }
    return picked;
  }
}

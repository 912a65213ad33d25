package org.twinsuite.predictors.forecast.interval;

import java.util.Arrays;
import java.util.List;

/**
 * Split conformal interval of one series: errors of the backtest, each divided by the growth of the
 * error over the horizon, give the quantile that the interval needs to cover.
 *
 * <p>Errors of one series are few and depend on each other, so the exact guarantee does not hold;
 * the quantile is widened for small samples, and coverage is measured (see FORECASTING.md).
 *
 * @see <a href="https://arxiv.org/abs/2107.07511">Angelopoulos, Bates: A gentle introduction to
 *     conformal prediction</a>
 * @param width half the width one step ahead; NaN = too few errors
 * @param power the width grows with the horizon to this power
 */
public record ConformalInterval(double width, double power) {

  /** Prior for the growth of errors: a random walk, worth so many observations. */
  private static final double PRIOR_POWER = 0.5;

  private static final double PRIOR_WEIGHT = 10;

  /** Chosen on training values held out (see decisions). */
  private static final double WIDENING = 1.0;

  /** Share of the errors that counts as independent. */
  private static final double INDEPENDENT = 0.5;

  /** How much further than the largest error, per rank that is missing. */
  private static final double BEYOND = 0.5;

  /** Calibrates on forecasts and what came then. */
  public static ConformalInterval of(
      List<double[]> forecasts, List<double[]> answers, double level) {
    double power = power(forecasts, answers);
    int count = answers.stream().mapToInt(a -> a.length).sum();
    double[] scores = new double[count];
    int i = 0;
    for (int k = 0; k < answers.size(); k++) {
      for (int h = 0; h < answers.get(k).length; h++) {
        double error = Math.abs(answers.get(k)[h] - forecasts.get(k)[h]);
        scores[i++] = error / Math.pow(h + 1, power);
      }
    }
    if (answers.size() < 2) {
      return new ConformalInterval(Double.NaN, power);
    }
    Arrays.sort(scores);
    double effective = count * INDEPENDENT;
    double share = (effective + 1) * level / effective;
    double widening = 1 + WIDENING / answers.size();
    if (share > 1) {
      widening *= 1 + BEYOND * (share - 1) * effective;
    }
    int rank = (int) Math.ceil(Math.min(1, share) * count);
    return new ConformalInterval(scores[rank - 1] * widening, power);
  }

  /** Half the width for a step ahead, the first is 1. */
  public double at(int step) {
    return width * Math.pow(step, power);
  }

  /** Slope of log |error| over log horizon, drawn to the prior, between 0 and 1. */
  private static double power(List<double[]> forecasts, List<double[]> answers) {
    double n = 0;
    double sx = 0;
    double sy = 0;
    double sxx = 0;
    double sxy = 0;
    for (int k = 0; k < answers.size(); k++) {
      for (int h = 0; h < answers.get(k).length; h++) {
        double error = Math.abs(answers.get(k)[h] - forecasts.get(k)[h]);
        if (error > 0) {
          double x = Math.log(h + 1);
          double y = Math.log(error);
          n++;
          sx += x;
          sy += y;
          sxx += x * x;
          sxy += x * y;
        }
      }
    }
    if (n == 0) {
      return PRIOR_POWER;
    }
    double cross = sxy - sx * sy / n + PRIOR_WEIGHT * PRIOR_POWER;
    double spread = sxx - sx * sx / n + PRIOR_WEIGHT;
    return Math.max(0, Math.min(1, cross / spread));
  }
}

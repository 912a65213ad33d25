package org.twinsuite.predictors.forecast.interval;

import java.util.Arrays;
import java.util.List;
import org.twinsuite.predictors.forecast.series.ForecastTask;

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

  /** Growth of errors to start from, worth so many observations. */
  private record Prior(double power, double weight) {
    /** A random walk around the season. */
    static final Prior SEASONAL = new Prior(0.5, 10);

    /** Between a random walk and an unknown slope, which is what series without season have. */
    static final Prior PLAIN = new Prior(0.7, 30);
  }

  /** For few origins, and for a horizon long beside the history; chosen on values held out. */
  private static final double WIDENING = 0.5;

  private static final double WIDENING_SHORT = 0.5;

  /** Share of the errors that counts as independent. */
  private static final double INDEPENDENT = 0.5;

  /** How much further than the largest error, per rank that is missing. */
  private static final double BEYOND = 0.5;

  /**
   * Calibrates on forecasts and what came then.
   *
   * @param task the question the interval is for
   */
  public static ConformalInterval of(
      ForecastTask task, List<double[]> forecasts, List<double[]> answers, double level) {
    Prior prior = task.seasons().length == 0 ? Prior.PLAIN : Prior.SEASONAL;
    double power = power(forecasts, answers, prior);
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
    double shortness = (double) task.horizon() / task.values().length;
    double widening = 1 + WIDENING / answers.size() + WIDENING_SHORT * shortness;
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
  private static double power(List<double[]> forecasts, List<double[]> answers, Prior prior) {
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
      return prior.power();
    }
    double cross = sxy - sx * sy / n + prior.weight() * prior.power();
    double spread = sxx - sx * sx / n + prior.weight();
    return Math.max(0, Math.min(1, cross / spread));
  }
}

package org.twinsuite.benchmarks;

import java.util.List;

/**
 * Accuracy of a set of forecasts by the M4 competition's definitions.
 *
 * @param smape mean of 200·|y−f|/(|y|+|f|), in percent, over the series' means
 * @param mase mean absolute error over the mean absolute seasonal difference within the sample
 * @param rmsse root of the mean squared error over the mean squared one-step difference within the
 *     sample (M5), for intermittent demand
 */
record ForecastScore(double smape, double mase, double rmsse) {

  static ForecastScore of(List<ForecastSeries> series, List<double[]> forecasts) {
    double smape = 0;
    double mase = 0;
    double rmsse = 0;
    for (int i = 0; i < series.size(); i++) {
      smape += smape(series.get(i).test(), forecasts.get(i));
      mase += mase(series.get(i), forecasts.get(i));
      rmsse += rmsse(series.get(i), forecasts.get(i));
    }
    int count = series.size();
    return new ForecastScore(smape / count, mase / count, rmsse / count);
  }

  /** Overall weighted average: 1 is as good as {@code yardstick}. */
  double owa(ForecastScore yardstick) {
    return (smape / yardstick.smape + mase / yardstick.mase) / 2;
  }

  static double smape(double[] truth, double[] forecast) {
    double sum = 0;
    for (int h = 0; h < truth.length; h++) {
      double size = Math.abs(truth[h]) + Math.abs(forecast[h]);
      sum += size > 0 ? 200 * Math.abs(truth[h] - forecast[h]) / size : 0;
    }
    return sum / truth.length;
  }

  private static double mase(ForecastSeries series, double[] forecast) {
    double[] y = series.train();
    int m = y.length > series.frequency().season() ? series.frequency().season() : 1;
    double scale = 0;
    int count = 0;
    for (int t = m; t < y.length; t++) {
      double change = Math.abs(y[t] - y[t - m]);
      if (!Double.isNaN(change)) {
        scale += change;
        count++;
      }
    }
    scale /= Math.max(1, count);
    double sum = 0;
    for (int h = 0; h < forecast.length; h++) {
      sum += Math.abs(series.test()[h] - forecast[h]) / forecast.length;
    }
    return scale > 0 ? sum / scale : 0;
  }

  private static double rmsse(ForecastSeries series, double[] forecast) {
    double[] y = series.train();
    double scale = 0;
    int count = 0;
    for (int t = 1; t < y.length; t++) {
      double change = y[t] - y[t - 1];
      if (!Double.isNaN(change)) {
        scale += change * change;
        count++;
      }
    }
    double sum = 0;
    for (int h = 0; h < forecast.length; h++) {
      double error = series.test()[h] - forecast[h];
      sum += error * error / forecast.length;
    }
    return scale > 0 ? Math.sqrt(sum / (scale / count)) : 0;
  }
}

package org.twinsuite.benchmarks;

import java.util.List;

/**
 * Accuracy of a set of forecasts by the M4 competition's definitions.
 *
 * @param smape mean of 200·|y−f|/(|y|+|f|), in percent, over the series' means
 * @param mase mean absolute error over the mean absolute seasonal difference within the sample
 */
record ForecastScore(double smape, double mase) {

  static ForecastScore of(List<ForecastSeries> series, List<double[]> forecasts) {
    double smape = 0;
    double mase = 0;
    for (int i = 0; i < series.size(); i++) {
      smape += smape(series.get(i).test(), forecasts.get(i));
      mase += mase(series.get(i), forecasts.get(i));
    }
    return new ForecastScore(smape / series.size(), mase / series.size());
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
    for (int t = m; t < y.length; t++) {
      scale += Math.abs(y[t] - y[t - m]) / (y.length - m);
    }
    double sum = 0;
    for (int h = 0; h < forecast.length; h++) {
      sum += Math.abs(series.test()[h] - forecast[h]) / forecast.length;
    }
    return scale > 0 ? sum / scale : 0;
  }
}

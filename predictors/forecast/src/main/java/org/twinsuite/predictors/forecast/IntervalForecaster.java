package org.twinsuite.predictors.forecast;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.twinsuite.predictors.forecast.interval.Backtest;
import org.twinsuite.predictors.forecast.interval.ConformalInterval;
import org.twinsuite.predictors.forecast.methods.PointForecaster;
import org.twinsuite.predictors.forecast.series.ForecastTask;

/** Adds conformal intervals to a method by asking it again at earlier origins. */
public final class IntervalForecaster {

  private final PointForecaster method;

  public IntervalForecaster(PointForecaster method) {
    this.method = method;
  }

  /**
   * Forecasts every task with an interval.
   *
   * @param tasks series without gaps, at least one value each
   * @param level probability of the interval, above 0 and below 1
   */
  public List<Forecast> forecast(List<ForecastTask> tasks, double level) {
    List<Backtest> backtests = tasks.stream().map(Backtest::of).toList();
    List<ForecastTask> all = new ArrayList<>(tasks);
    backtests.forEach(b -> all.addAll(b.tasks()));
    List<double[]> forecasts = method.forecast(all);
    List<Forecast> out = new ArrayList<>(tasks.size());
    int next = tasks.size();
    for (int i = 0; i < tasks.size(); i++) {
      List<double[]> answers = backtests.get(i).answers();
      List<double[]> earlier = forecasts.subList(next, next + answers.size());
      next += answers.size();
      out.add(
          around(
              forecasts.get(i),
              ConformalInterval.of(tasks.get(i), earlier, answers, level),
              tasks.get(i).values()));
    }
    return out;
  }

  /** Series that were never negative get no negative lower bound. */
  private static Forecast around(double[] mean, ConformalInterval interval, double[] y) {
    boolean negative = Arrays.stream(y).anyMatch(v -> v < 0);
    double[] lower = new double[mean.length];
    double[] upper = new double[mean.length];
    for (int h = 0; h < mean.length; h++) {
      double half = interval.at(h + 1);
      double low = mean[h] - half;
      lower[h] = negative || !(low < 0) ? low : Math.min(0, mean[h]);
      upper[h] = mean[h] + half;
    }
    return new Forecast(mean, lower, upper);
  }
}

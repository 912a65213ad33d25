package org.twinsuite.predictors.forecast.methods;

import java.util.Arrays;
import java.util.List;
import org.twinsuite.predictors.forecast.series.ForecastTask;
import org.twinsuite.predictors.forecast.series.SeasonalAdjustment;

/** The last seasonally adjusted value for ever: the yardstick of the M competitions. */
public final class Naive2 implements PointForecaster {

  @Override
  public String name() {
    return "naive2";
  }

  @Override
  public List<double[]> forecast(List<ForecastTask> tasks) {
    return tasks.stream().map(Naive2::forecast).toList();
  }

  private static double[] forecast(ForecastTask task) {
    SeasonalAdjustment adjusted = SeasonalAdjustment.of(task.values(), task.season());
    double[] flat = new double[task.horizon()];
    Arrays.fill(flat, adjusted.values()[adjusted.values().length - 1]);
    return adjusted.restore(flat);
  }
}

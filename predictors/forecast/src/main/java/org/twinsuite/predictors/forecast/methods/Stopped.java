package org.twinsuite.predictors.forecast.methods;

import java.util.List;
import org.twinsuite.predictors.forecast.series.ForecastTask;

/** Zero, for what has been switched off: when it starts again is a decision, not a trend. */
final class Stopped implements PointForecaster {

  @Override
  public String name() {
    return "stopped";
  }

  @Override
  public List<double[]> forecast(List<ForecastTask> tasks) {
    return tasks.stream().map(task -> new double[task.horizon()]).toList();
  }
}

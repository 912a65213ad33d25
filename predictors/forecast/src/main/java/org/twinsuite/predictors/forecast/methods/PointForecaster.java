package org.twinsuite.predictors.forecast.methods;

import java.util.List;
import org.twinsuite.predictors.forecast.series.ForecastTask;

/**
 * A forecasting method over a batch of series. Methods keep no state and may be used by several
 * threads; the result for a series never depends on the others of the batch.
 */
public interface PointForecaster {

  /** Name in the catalogue, lower case. */
  String name();

  /**
   * Forecasts every task.
   *
   * @param tasks series without gaps, at least one value each
   * @return per task as many values as its horizon
   */
  List<double[]> forecast(List<ForecastTask> tasks);
}

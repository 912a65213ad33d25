package org.twinsuite.predictors.forecast.series;

/**
 * One question to a forecasting method.
 *
 * @param values equally spaced values in time order, NaN = missing
 * @param seasons lengths of the seasons in steps, ascending, each at least 2; empty for none
 * @param horizon number of steps wanted
 */
public record ForecastTask(double[] values, int[] seasons, int horizon) {

  /** The first season, 1 if there is none. */
  public int season() {
    return seasons.length == 0 ? 1 : seasons[0];
  }

  /** The same question about other values. */
  public ForecastTask withValues(double[] others) {
    return new ForecastTask(others, seasons, horizon);
  }
}

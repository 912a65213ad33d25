package org.twinsuite.predictors.scoring;

/**
 * A forecast whose truth is known.
 *
 * @param forecast what was forecast
 * @param truth what came
 */
public record Scored(PastForecast forecast, double truth) {

  /** Forecast less truth: positive = forecast too high. */
  public double error() {
    return forecast.value() - truth;
  }
}

package org.twinsuite.app.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Options: predictors and when they are asked. */
public final class ForecastOptions {
  public static final Option<Path> MODELS =
      new Option<>(
          "twinsuite.forecast.models",
          "./models",
          Path::of,
          "folder with model files; built-in models need none");

  public static final Option<String> FORECAST_PLAN =
      new Option<>(
          "twinsuite.forecast.plan",
          "",
          Values::text,
          "CSV file that names the forecasts of each definition; empty uses the built-in plan");

  public static final Option<List<String>> THRESHOLDS =
      new Option<>(
          "twinsuite.forecast.thresholds",
          "vibration-zone-d=7.1",
          Values::list,
          "name=level pairs; each makes a degradation model that fails at that level");

  public static final Option<Duration> FORECAST_EVERY =
      new Option<>(
          "twinsuite.forecast.every",
          "PT1H",
          Values::duration,
          "event time between two forecasts of one thing");

  public static final Option<Duration> FORECAST_STEP =
      new Option<>(
          "twinsuite.forecast.step",
          "PT10M",
          Values::duration,
          "grid on which history is handed to a predictor when the samples' own step is unclear");

  public static final Option<String> FORECAST_LEVEL =
      new Option<>(
          "twinsuite.forecast.level",
          "0.9",
          Values::probability,
          "coverage of prediction intervals, between 0 and 1");

  static final List<Option<?>> ALL =
      List.of(MODELS, FORECAST_PLAN, THRESHOLDS, FORECAST_EVERY, FORECAST_STEP, FORECAST_LEVEL);

  private ForecastOptions() {}
}

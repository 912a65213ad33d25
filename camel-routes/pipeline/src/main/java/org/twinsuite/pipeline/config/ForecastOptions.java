package org.twinsuite.pipeline.config;

import java.net.URI;
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

  public static final Option<Duration> FORECAST_PATIENCE =
      new Option<>(
          "twinsuite.forecast.patience",
          "PT1M",
          Values::duration,
          "how long a model may take for one batch; things not reached by then are asked for again");

  public static final Option<Integer> FORECAST_LEARNING =
      new Option<>(
          "twinsuite.forecast.learning",
          "50",
          Values.number(10, 10_000),
          "scored forecasts, 10 to 10000, that tell which errors of a model are usual; a change is"
              + " drift");

  public static final Option<List<String>> FORECAST_SERVERS =
      new Option<>(
          "twinsuite.forecast.servers",
          "",
          ForecastOptions::locations,
          "comma-separated Arrow Flight servers of models that the plan names and this process does"
              + " not have, grpc+tcp://host:port, or grpc+tls://host:port; all offer the same");

  public static final Option<String> FORECAST_SERVERS_CA =
      new Option<>(
          "twinsuite.forecast.servers-ca",
          "",
          Values::text,
          "PEM file of the certificates to trust of those servers; empty trusts those of the JVM");

  public static final Option<String> FORECAST_SERVERS_TOKEN =
      new Option<String>(
              "twinsuite.forecast.servers-token",
              "",
              Values::text,
              "bearer token for those servers; empty sends none")
          .asSecret();

  static final List<Option<?>> ALL =
      List.of(
          MODELS,
          FORECAST_PLAN,
          THRESHOLDS,
          FORECAST_EVERY,
          FORECAST_STEP,
          FORECAST_LEVEL,
          FORECAST_PATIENCE,
          FORECAST_LEARNING,
          FORECAST_SERVERS,
          FORECAST_SERVERS_CA,
          FORECAST_SERVERS_TOKEN);

  private ForecastOptions() {}

  private static List<String> locations(String value) {
    List<String> locations = Values.list(value);
    for (String location : locations) {
      URI uri = URI.create(location);
      boolean known = "grpc+tcp".equals(uri.getScheme()) || "grpc+tls".equals(uri.getScheme());
      if (!known || uri.getHost() == null || uri.getPort() < 0) {
        throw new IllegalArgumentException(
            "'" + location + "' is not a valid location, e.g. grpc+tcp://predictors:8815");
      }
    }
    return locations;
  }
}

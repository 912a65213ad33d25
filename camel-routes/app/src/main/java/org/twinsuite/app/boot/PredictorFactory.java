package org.twinsuite.app.boot;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.twinsuite.pipeline.config.AppConfig;
import org.twinsuite.pipeline.config.ConfigException;
import org.twinsuite.pipeline.config.ForecastOptions;
import org.twinsuite.pipeline.forecast.ForecastPlan;
import org.twinsuite.pipeline.forecast.ForecastRound;
import org.twinsuite.pipeline.forecast.Models;
import org.twinsuite.predictors.PredictorCatalog;
import org.twinsuite.predictors.flight.FlightNames;
import org.twinsuite.predictors.flight.FlightRetries;
import org.twinsuite.predictors.rul.DegradationConfig;
import org.twinsuite.predictors.rul.DegradationTrend;

/** The predictors of this process and the plan that assigns them, as configured. */
public final class PredictorFactory {
  private static final Logger LOG = LoggerFactory.getLogger(PredictorFactory.class);

  private PredictorFactory() {}

  private static PredictorCatalog predictors(AppConfig config) throws IOException {
    PredictorCatalog catalog = builtIn(config);
    Path models = config.get(ForecastOptions.MODELS);
    if (Files.isDirectory(models)) {
      PredictorCatalog.Loaded loaded = catalog.load(models);
      LOG.info("models loaded: {}", loaded.loaded());
      loaded.refused().forEach((file, reason) -> LOG.error("model {} refused: {}", file, reason));
    }
    return catalog;
  }

  /** Those that need no model file. */
  public static PredictorCatalog builtIn(AppConfig config) {
    PredictorCatalog catalog = PredictorCatalog.discover();
    for (String pair : config.get(ForecastOptions.THRESHOLDS)) {
      String[] sides = pair.split("=", 2);
      try {
        catalog.add(
            new DegradationTrend(
                DegradationConfig.absolute(sides[0], Double.parseDouble(sides[1]))));
      } catch (RuntimeException wrong) {
        throw new ConfigException(
            "twinsuite.forecast.thresholds: '" + pair + "' is not a name=level pair");
      }
    }
    return catalog;
  }

  /** The predictors of this process and of the servers it may call. */
  static Models models(AppConfig config, BufferAllocator allocator) throws IOException {
    List<String> locations = config.get(ForecastOptions.FORECAST_SERVERS);
    String trusted = config.get(ForecastOptions.FORECAST_SERVERS_CA);
    String token = config.get(ForecastOptions.FORECAST_SERVERS_TOKEN);
    FlightNames servers =
        locations.isEmpty()
            ? null
            : new FlightNames(
                locations,
                trusted.isEmpty() ? null : Path.of(trusted),
                FlightRetries.defaults(),
                allocator);
    return new Models(predictors(config), servers, token.isEmpty() ? null : token);
  }

  static ForecastRound.Settings settings(AppConfig config) {
    return new ForecastRound.Settings(
        config.get(ForecastOptions.FORECAST_EVERY),
        config.get(ForecastOptions.FORECAST_STEP),
        Double.parseDouble(config.get(ForecastOptions.FORECAST_LEVEL)),
        config.get(ForecastOptions.FORECAST_PATIENCE),
        config.get(ForecastOptions.FORECAST_LEARNING));
  }

  public static ForecastPlan plan(AppConfig config) throws IOException {
    String file = config.get(ForecastOptions.FORECAST_PLAN);
    try (Reader reader =
        file.isEmpty()
            ? new InputStreamReader(
                PredictorFactory.class.getResourceAsStream("/forecasts.csv"),
                StandardCharsets.UTF_8)
            : Files.newBufferedReader(Path.of(file))) {
      return ForecastPlan.read(reader);
    }
  }
}

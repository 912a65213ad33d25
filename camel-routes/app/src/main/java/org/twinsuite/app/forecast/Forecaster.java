package org.twinsuite.app.forecast;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.eclipse.ditto.json.JsonArray;
import org.eclipse.ditto.json.JsonArrayBuilder;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonObjectBuilder;
import org.eclipse.ditto.json.JsonValue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.twinsuite.app.history.History;
import org.twinsuite.app.history.Points;
import org.twinsuite.app.twin.ThingView;
import org.twinsuite.app.twin.ThingViews;
import org.twinsuite.predictors.Driver;
import org.twinsuite.predictors.Prediction;
import org.twinsuite.predictors.PredictionOptions;
import org.twinsuite.predictors.Predictions;
import org.twinsuite.predictors.Predictor;
import org.twinsuite.predictors.PredictorCatalog;
import org.twinsuite.predictors.RequestSchema;
import org.twinsuite.predictors.SeriesBatch;
import org.twinsuite.predictors.SeriesRequest;

/**
 * Makes the forecasts that are due: history in batches to the predictors, answers as twin patches.
 */
public final class Forecaster {
  private static final Logger LOG = LoggerFactory.getLogger(Forecaster.class);
  private static final int BATCH = 4096;
  private static final int DRIVERS = 5;
  private static final DateTimeFormatter MILLIS =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

  private final Parts parts;

  /** What the forecaster works with. */
  public record Parts(
      ForecastDue due,
      ForecastPlan plan,
      ThingViews views,
      History history,
      PredictorCatalog catalog,
      BufferAllocator allocator,
      double level,
      Duration fallbackStep) {}

  public Forecaster(Parts parts) {
    this.parts = parts;
  }

  /**
   * A forecast to be written to a twin.
   *
   * @param at time of the newest sample it stands on
   * @param patch body of the feature {@code forecast:<name>}
   */
  public record TwinForecast(String thingId, String name, Instant at, JsonObject patch) {}

  private record Wanted(String thingId, ForecastPlan.Line line) {}

  /** Makes every due forecast; a model that is missing or fails is logged and tried again later. */
  public List<TwinForecast> makeDue() {
    Map<String, List<Wanted>> byModel = new LinkedHashMap<>();
    for (String thingId : parts.due().due()) {
      ThingView view = parts.views().known(thingId).orElse(null);
      if (view == null) {
        continue;
      }
      for (ForecastPlan.Line line : parts.plan().of(view.context().equipmentClass())) {
        String model = view.models().getOrDefault(line.forecast(), line.model());
        byModel
            .computeIfAbsent(model + '/' + line.feature(), key -> new ArrayList<>())
            .add(new Wanted(thingId, line));
      }
    }
    List<TwinForecast> made = new ArrayList<>();
    byModel.forEach(
        (key, wanted) -> {
          String model = key.substring(0, key.indexOf('/'));
          for (int i = 0; i < wanted.size(); i += BATCH) {
            try {
              made.addAll(predict(model, wanted.subList(i, Math.min(i + BATCH, wanted.size()))));
            } catch (RuntimeException failed) {
              LOG.warn("model {} made no forecast: {}", model, failed.getMessage());
            }
          }
        });
    return made;
  }

  private List<TwinForecast> predict(String model, List<Wanted> wanted) {
    Predictor predictor = parts.catalog().get(model);
    ForecastPlan.Line line = wanted.get(0).line();
    List<String> columns = RequestSchema.properties(predictor.requestSchema());
    boolean single = columns.equals(List.of(RequestSchema.VALUE));
    Collection<String> features = single ? List.of(line.feature()) : columns;
    Map<String, Map<String, Points>> history =
        parts
            .history()
            .read(wanted.stream().map(Wanted::thingId).toList(), features, parts.allocator());
    Map<String, Wanted> asked = new LinkedHashMap<>();
    List<SeriesRequest> rows = new ArrayList<>();
    for (Wanted want : wanted) {
      Map<String, Points> points = history.get(want.thingId());
      Instant begin = parts.due().life(want.thingId()).begin();
      SeriesRequest row =
          points == null
              ? null
              : Grid.of(want.thingId(), points, features, begin, parts.fallbackStep());
      if (row != null) {
        asked.put(want.thingId(), want);
        rows.add(single ? renamed(row, line.feature()) : row);
      }
    }
    if (rows.isEmpty()) {
      return List.of();
    }
    List<TwinForecast> made = new ArrayList<>(rows.size());
    try (VectorSchemaRoot request = SeriesBatch.write(rows, parts.allocator());
        VectorSchemaRoot response =
            predictor.predict(
                request,
                new PredictionOptions(OptionalInt.empty(), parts.level(), null),
                parts.allocator())) {
      List<Prediction> predictions = Predictions.read(response);
      for (int i = 0; i < rows.size(); i++) {
        SeriesRequest row = rows.get(i);
        made.add(forecast(asked.get(row.seriesId()), row, predictions.get(i), predictor));
      }
    }
    return made;
  }

  private static SeriesRequest renamed(SeriesRequest row, String feature) {
    return new SeriesRequest(
        row.seriesId(),
        row.start(),
        row.step(),
        row.season(),
        row.horizon(),
        Map.of(RequestSchema.VALUE, row.values(feature)));
  }

  private TwinForecast forecast(
      Wanted want, SeriesRequest row, Prediction prediction, Predictor predictor) {
    Instant at = row.start().plus(row.step().multipliedBy(row.length() - 1L));
    double hoursPerStep = row.step().toMillis() / 3_600_000.0;
    JsonObjectBuilder properties = JsonObject.newBuilder();
    number(properties, "value", first(prediction.mean()) * hoursPerStep);
    number(properties, "lower", first(prediction.lower()) * hoursPerStep);
    number(properties, "upper", first(prediction.upper()) * hoursPerStep);
    properties
        .set("level", parts.level())
        .set("unit", "h")
        .set("failureMode", want.line().failureMode())
        .set("model", predictor.name())
        .set("version", predictor.version())
        .set("from", MILLIS.format(row.start()))
        .set("at", MILLIS.format(at))
        .set("count", row.length())
        .set("status", prediction.status())
        .set("drivers", drivers(prediction.drivers()));
    return new TwinForecast(
        want.thingId(),
        want.line().forecast(),
        at,
        JsonObject.newBuilder().set("properties", properties.build()).build());
  }

  private static JsonArray drivers(List<Driver> drivers) {
    JsonArrayBuilder array = JsonArray.newBuilder();
    drivers.stream()
        .limit(DRIVERS)
        .forEach(
            driver ->
                array.add(
                    JsonObject.newBuilder()
                        .set("name", driver.name())
                        .set("weight", rounded(driver.weight()))
                        .build()));
    return array.build();
  }

  /** In a merge patch null removes a value, so an unknown bound does not keep an old number. */
  private static void number(JsonObjectBuilder properties, String name, double value) {
    properties.set(
        name, Double.isFinite(value) ? JsonValue.of(rounded(value)) : JsonValue.nullLiteral());
  }

  private static double rounded(double value) {
    return Math.round(value * 1000.0) / 1000.0;
  }

  private static double first(double[] values) {
    return values.length == 0 ? Double.NaN : values[0];
  }
}

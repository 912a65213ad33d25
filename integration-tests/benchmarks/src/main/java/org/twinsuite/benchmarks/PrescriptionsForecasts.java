package org.twinsuite.benchmarks;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.twinsuite.predictors.Prediction;
import org.twinsuite.predictors.PredictionOptions;
import org.twinsuite.predictors.Predictions;
import org.twinsuite.predictors.Predictor;
import org.twinsuite.predictors.SeriesBatch;
import org.twinsuite.predictors.SeriesRequest;
import org.twinsuite.rules.fact.Driver;
import org.twinsuite.rules.fact.Fact;
import org.twinsuite.rules.fact.Forecast;

/** Forecasts of the remaining life as they would have been made along a recorded history. */
final class PrescriptionsForecasts {

  private static final int BATCH = 64;
  private static final double LEVEL = 0.9;

  private final Predictor predictor;
  private final Duration step;

  private final String failureMode;

  PrescriptionsForecasts(Predictor predictor, Duration step) {
    this(predictor, step, null);
  }

  /**
   * @param failureMode what the forecasts say they are about, null if they do not tell
   */
  PrescriptionsForecasts(Predictor predictor, Duration step, String failureMode) {
    this.predictor = predictor;
    this.step = step;
    this.failureMode = failureMode;
  }

  /** One forecast after every {@code every} steps, each from the history up to then only. */
  List<Fact> along(String thingId, Instant start, Map<String, double[]> history, int every) {
    int length = history.values().iterator().next().length;
    List<SeriesRequest> requests = new ArrayList<>();
    for (int seen = every; seen <= length; seen += every) {
      Map<String, double[]> until = new LinkedHashMap<>();
      for (Map.Entry<String, double[]> column : history.entrySet()) {
        until.put(column.getKey(), Arrays.copyOf(column.getValue(), seen));
      }
      requests.add(new SeriesRequest(thingId, start, step, 1, 1, until));
    }
    List<Fact> facts = new ArrayList<>();
    try (BufferAllocator allocator = new RootAllocator()) {
      for (int from = 0; from < requests.size(); from += BATCH) {
        List<SeriesRequest> batch = requests.subList(from, Math.min(from + BATCH, requests.size()));
        facts.addAll(predict(batch, allocator));
      }
    }
    return facts;
  }

  private List<Fact> predict(List<SeriesRequest> batch, BufferAllocator allocator) {
    List<Fact> facts = new ArrayList<>();
    try (VectorSchemaRoot request = SeriesBatch.write(batch, predictor.requestSchema(), allocator);
        VectorSchemaRoot answer =
            predictor.predict(request, PredictionOptions.defaults().withLevel(LEVEL), allocator)) {
      List<Prediction> predictions = Predictions.read(answer);
      for (int i = 0; i < batch.size(); i++) {
        facts.add(fact(batch.get(i), predictions.get(i)));
      }
    }
    return facts;
  }

  private Fact fact(SeriesRequest request, Prediction p) {
    double hours = step.toMillis() / 3_600_000.0;
    int count = request.length();
    return new Forecast(
        request.seriesId(),
        "rul",
        first(p.mean()) * hours,
        first(p.lower()) * hours,
        first(p.upper()) * hours,
        LEVEL,
        "h",
        failureMode,
        predictor.name(),
        predictor.version(),
        p.drivers().stream().map(d -> new Driver(d.name(), d.weight())).toList(),
        request.start(),
        count,
        p.status(),
        request.start().plus(step.multipliedBy(count - 1L)),
        count);
  }

  private static double first(double[] values) {
    return values.length == 0 ? Double.NaN : values[0];
  }
}

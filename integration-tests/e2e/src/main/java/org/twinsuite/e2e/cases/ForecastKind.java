package org.twinsuite.e2e.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.twinsuite.predictors.Prediction;
import org.twinsuite.predictors.PredictionOptions;
import org.twinsuite.predictors.Predictions;
import org.twinsuite.predictors.Predictor;
import org.twinsuite.predictors.PredictorCatalog;
import org.twinsuite.predictors.RequestSchema;
import org.twinsuite.predictors.SeriesBatch;
import org.twinsuite.predictors.SeriesRequest;

/**
 * A series, one value a line in the last column of a CSV file with a header; an empty value is
 * missing. Options: {@code predictor} (default {@code auto}), {@code step} (default {@code PT1H}),
 * {@code season}, {@code horizon}.
 *
 * <p>Out come {@code status}, {@code mean}, {@code lower} and {@code upper}.
 */
final class ForecastKind implements CaseKind {

  @Override
  public JsonNode run(Case input) {
    Predictor predictor =
        PredictorCatalog.discover().get(input.options().path("predictor").asText("auto"));
    double[] values =
        input
            .inputs()
            .get(0)
            .text()
            .lines()
            .skip(1)
            .filter(line -> !line.isBlank())
            .mapToDouble(
                line -> {
                  String value = line.substring(line.lastIndexOf(',') + 1).strip();
                  return value.isEmpty() ? Double.NaN : Double.parseDouble(value);
                })
            .toArray();
    SeriesRequest row =
        new SeriesRequest(
            input.name(),
            Instant.EPOCH,
            Duration.parse(input.options().path("step").asText("PT1H")),
            input.options().path("season").asInt(1),
            input.options().path("horizon").asInt(1),
            Map.of(RequestSchema.VALUE, values));
    try (BufferAllocator allocator = new RootAllocator();
        VectorSchemaRoot request = SeriesBatch.write(List.of(row), allocator);
        VectorSchemaRoot answer =
            predictor.predict(request, PredictionOptions.defaults(), allocator)) {
      Prediction prediction = Predictions.read(answer).get(0);
      ObjectNode out = new JsonMapper().createObjectNode();
      out.put("status", prediction.status());
      numbers(out.putArray("mean"), prediction.mean());
      numbers(out.putArray("lower"), prediction.lower());
      numbers(out.putArray("upper"), prediction.upper());
      return out;
    }
  }

  private static void numbers(ArrayNode array, double[] values) {
    for (double value : values) {
      array.add(value);
    }
  }
}

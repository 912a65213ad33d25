package org.twinsuite.predictors.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.Location;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.twinsuite.predictors.ModelMetadata;
import org.twinsuite.predictors.Prediction;
import org.twinsuite.predictors.PredictionOptions;
import org.twinsuite.predictors.Predictions;
import org.twinsuite.predictors.Predictor;
import org.twinsuite.predictors.PredictorCatalog;
import org.twinsuite.predictors.PredictorContract;
import org.twinsuite.predictors.RequestSchema;
import org.twinsuite.predictors.SeriesBatch;
import org.twinsuite.predictors.SeriesRequest;
import org.twinsuite.predictors.flight.FlightPredictor;
import org.twinsuite.predictors.flight.PredictorServer;

class OnnxPredictorTest {

  @TempDir static Path folder;

  private static Predictor quantiles;
  private static Predictor life;

  @BeforeAll
  static void load() throws IOException {
    OnnxModels.write(folder, "pump-heat", OnnxModels.quantiles(-1), OnnxModels.quantilesManifest());
    OnnxModels.write(folder, "bearing-life", OnnxModels.life(), OnnxModels.lifeManifest());
    PredictorCatalog catalog = new PredictorCatalog();
    assertThat(catalog.load(folder).loaded()).containsExactly("bearing-life", "pump-heat");
    quantiles = catalog.get("pump-heat");
    life = catalog.get("bearing-life");
  }

  private static SeriesRequest pump(String id, double[] heat, double[] load) {
    Map<String, double[]> values = new LinkedHashMap<>();
    values.put("heat", heat);
    values.put("load", load);
    return new SeriesRequest(id, Instant.EPOCH, Duration.ofHours(1), 1, OnnxModels.STEPS, values);
  }

  @Nested
  class OfQuantiles extends PredictorContract {
    @Override
    protected Predictor predictor() {
      return quantiles;
    }

    @Override
    protected SeriesRequest soundRow(String seriesId) {
      return pump(seriesId, new double[] {50, 51, 52, 53, 60}, new double[] {1, 1, 1, 1, 2});
    }

    @Test
    void columnsBecomeTensorsAndOutputsColumns() {
      Prediction answer = predict(List.of(soundRow("a"))).get(0);

      assertThat(answer.mean()).containsExactly(62, 64, 66);
      assertThat(answer.lower()).containsExactly(59, 59, 59);
      assertThat(answer.upper()).containsExactly(69, 69, 69);
      assertThat(answer.model()).isEqualTo("pump-heat:7");
    }

    @Test
    void gapsAreFilledAsTheManifestSaysAndTold() {
      double[] gappy = {40, 51, Double.NaN};
      Prediction answer = predict(List.of(pump("a", gappy, new double[] {1, 1, 2}))).get(0);

      assertThat(answer.mean()).containsExactly(53, 55, 57);
      assertThat(answer.status()).isEqualTo("ok (3 values were missing and were filled)");
    }

    @Test
    void moreStepsThanTheModelHasAreRefused() {
      List<SeriesRequest> rows = List.of(soundRow("a"));
      try (VectorSchemaRoot request = SeriesBatch.write(rows, allocator)) {
        PredictionOptions far = PredictionOptions.defaults().withHorizon(OnnxModels.STEPS + 1);
        assertThat(predict(request, far).get(0).status()).contains("3 steps, 4 were asked");
      }
    }

    @Test
    void anotherLevelThanTheModelHasIsTold() {
      List<SeriesRequest> rows = List.of(soundRow("a"));
      try (VectorSchemaRoot request = SeriesBatch.write(rows, allocator)) {
        PredictionOptions half = PredictionOptions.defaults().withLevel(0.5);
        assertThat(predict(request, half).get(0).status()).contains("level 0.9");
      }
    }

    @Test
    void aModelThatTakesOneRowAtATimeAnswersTheSame(@TempDir Path single) throws IOException {
      Path file =
          OnnxModels.write(
              single, "pump-heat", OnnxModels.quantiles(1), OnnxModels.quantilesManifest());
      Predictor rowByRow = new OnnxFormat().load(file);
      List<SeriesRequest> rows =
          IntStream.range(0, 20)
              .mapToObj(i -> pump("" + i, new double[] {1, 1, 1, i}, new double[] {1, 1, 1, 2}))
              .toList();

      try (VectorSchemaRoot request = SeriesBatch.write(rows, allocator);
          VectorSchemaRoot response =
              rowByRow.predict(request, PredictionOptions.defaults(), allocator)) {
        assertThat(Predictions.read(response)).hasToString(predict(rows).toString());
      }
    }

    @Test
    void theFileSaysWhatItIs() {
      ModelMetadata metadata = quantiles.trained().orElseThrow();

      assertThat(metadata.kind()).isEqualTo("onnx/1");
      assertThat(metadata.version()).isEqualTo("7");
      assertThat(metadata.dataHash()).isEqualTo("ab12");
      assertThat(metadata.trainedAt()).isEqualTo("2026-01-31T00:00:00Z");
      assertThat(metadata.metrics()).containsEntry("mae", 0.5);
      assertThat(metadata.fileHash()).hasSize(64);
    }
  }

  @Nested
  class OfALife extends PredictorContract {
    @Override
    protected Predictor predictor() {
      return life;
    }

    @Override
    protected SeriesRequest soundRow(String seriesId) {
      return daily(seriesId, 5, 1, 2, 14);
    }

    @Test
    void scalingGoesInAndComesOut() {
      Prediction answer = predict(List.of(soundRow("a"))).get(0);

      assertThat(answer.mean()).containsExactly(100 + 5 * 2 * (14 - 10) / 2.0);
      assertThat(answer.lower()).containsExactly(Double.NaN);
    }

    @Test
    void aGapIsRefusedWhereTheManifestNamesNoRemedy() {
      Prediction answer = predict(List.of(daily("a", 1, 1, 2, Double.NaN))).get(0);

      assertThat(answer.status()).contains("column value", "value 2", "no gaps");
    }
  }

  @Test
  void overFlightTheAnswerIsTheSame() throws Exception {
    try (PredictorServer server =
            new PredictorServer(
                new PredictorCatalog().add(quantiles).add(life), PredictorServer.Config.local(0));
        BufferAllocator memory = new RootAllocator();
        FlightClient client =
            FlightClient.builder(memory, Location.forGrpcInsecure("localhost", server.port()))
                .build()) {
      for (Predictor held : List.of(quantiles, life)) {
        Predictor remote = new FlightPredictor(List.of(client), held.name(), null);
        List<SeriesRequest> rows =
            held == life
                ? List.of(SeriesRequest.of("a", Instant.EPOCH, Duration.ofDays(1), 1, 14))
                : List.of(pump("a", new double[] {1, 2, 3, 4}, new double[] {1, 2, 3, 4}));

        assertThat(RequestSchema.properties(remote.requestSchema()))
            .isEqualTo(RequestSchema.properties(held.requestSchema()));
        assertThat(remote.responseSchema()).isEqualTo(held.responseSchema());
        assertThat(ask(remote, rows, memory)).isEqualTo(ask(held, rows, memory));
      }
    }
  }

  private static String ask(Predictor predictor, List<SeriesRequest> rows, BufferAllocator memory) {
    try (VectorSchemaRoot request = SeriesBatch.write(rows, memory);
        VectorSchemaRoot response =
            predictor.predict(request, PredictionOptions.defaults(), memory)) {
      return Predictions.read(response).toString();
    }
  }
}

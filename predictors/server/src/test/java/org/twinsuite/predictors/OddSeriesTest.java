package org.twinsuite.predictors;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Stream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.twinsuite.predictors.anomaly.AnomalyPredictor;
import org.twinsuite.predictors.changepoint.ChangePointPredictor;
import org.twinsuite.predictors.rul.DegradationTrend;

/** Values of odd size get a number or a true reason, never an "ok" without a number. */
class OddSeriesTest {

  private static Prediction predict(Predictor predictor, double[] values, int horizon) {
    var row =
        new SeriesRequest(
            "s",
            Instant.EPOCH,
            Duration.ofHours(1),
            1,
            horizon,
            Map.of(RequestSchema.VALUE, values));
    try (BufferAllocator allocator = new RootAllocator();
        VectorSchemaRoot request = SeriesBatch.write(List.of(row), allocator);
        VectorSchemaRoot answer =
            predictor.predict(request, PredictionOptions.defaults(), allocator)) {
      return Predictions.read(answer).get(0);
    }
  }

  private static double[] series(int length, IntToDoubleFunction value) {
    double[] y = new double[length];
    Arrays.setAll(y, value::applyAsDouble);
    return y;
  }

  static Stream<Arguments> scoringPredictors() {
    return Stream.of(new AnomalyPredictor(), new ChangePointPredictor())
        .flatMap(
            p ->
                Stream.of(1e-320, 1e-301, 1e-5, 1e150, 1e301, 1.7e308)
                    .map(size -> Arguments.of(p, size)));
  }

  @ParameterizedTest
  @MethodSource("scoringPredictors")
  void scoresOfAnySizeOfValueAreNumbers(Predictor predictor, double size) {
    // GIVEN noise of that size with a step in it
    Random random = new Random(7);
    double[] values = series(530, t -> size * (0.5 + 0.1 * random.nextDouble()));

    // WHEN it is scored
    Prediction answer = predict(predictor, values, 1);

    // THEN every score is a number
    assertThat(answer.ok()).as(answer.status()).isTrue();
    assertThat(answer.mean()).hasSize(530).doesNotContain(Double.NaN, Double.POSITIVE_INFINITY);
  }

  @Test
  void theReasonForTooFewValuesCountsThoseThatAreUsable() {
    for (int length : new int[] {49, 60}) {
      // GIVEN a history that climbs from zero, so that some values look like a standstill
      Prediction answer = predict(DegradationTrend.relative(), series(length, t -> t), 1);

      // THEN the count of usable values is below the one that is needed
      if (answer.status().startsWith("too short")) {
        int usable =
            Integer.parseInt(answer.status().replaceAll("too short: only (\\d+) .*", "$1"));
        assertThat(usable).as(answer.status()).isLessThan(48);
        assertThat(answer.status()).contains("of " + length + " observed", "at least 48 needed");
      } else {
        assertThat(answer.status()).doesNotContain("NaN");
      }
    }
  }

  @Test
  void aHorizonBeyondTheLongestIsRefusedByRow() {
    Prediction answer =
        predict(new LastValue(), new double[] {1, 2, 3}, RequestSchema.LONGEST_HORIZON + 1);

    assertThat(answer.status()).contains("column horizon, row 0").contains("100000");
  }
}

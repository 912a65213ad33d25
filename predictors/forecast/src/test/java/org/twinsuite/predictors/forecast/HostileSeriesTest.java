package org.twinsuite.predictors.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.twinsuite.predictors.Prediction;
import org.twinsuite.predictors.PredictionOptions;
import org.twinsuite.predictors.Predictions;
import org.twinsuite.predictors.RequestSchema;
import org.twinsuite.predictors.SeriesBatch;
import org.twinsuite.predictors.SeriesRequest;

/** Every shape of series at every frequency: an answer or a reason, and never a failed batch. */
class HostileSeriesTest {

  private enum Frequency {
    YEARLY(1, 6, Duration.ofDays(365)),
    QUARTERLY(4, 8, Duration.ofDays(91)),
    MONTHLY(12, 18, Duration.ofDays(30)),
    WEEKLY(52, 13, Duration.ofDays(7)),
    DAILY(7, 14, Duration.ofDays(1)),
    HOURLY(24, 48, Duration.ofHours(1));

    private final int season;
    private final int horizon;
    private final Duration step;

    Frequency(int season, int horizon, Duration step) {
      this.season = season;
      this.horizon = horizon;
      this.step = step;
    }
  }

  private enum Shape {
    CONSTANT(t -> 7),
    ZERO(t -> 0),
    HUGE(t -> 1e300 * (1 + t % 3)),
    OVERFLOWING(t -> t % 2 == 0 ? 1.7e308 : -1.7e308),
    TINY(t -> 1e-300 * (1 + t % 3)),
    NEGATIVE(t -> -50 - t + Math.sin(t)),
    MIXED(t -> 10 * Math.sin(t)),
    RARE(t -> t % 9 == 4 ? 3 : 0),
    ONE_SPIKE(t -> t == 2 ? 1e6 : 1),
    STEP(t -> t < 6 ? 1 : 1000),
    EXPONENTIAL(t -> Math.exp(Math.min(t, 600))),
    GAPPY(t -> t % 3 == 1 ? Double.NaN : 5 + t % 4),
    ALMOST_ALL_MISSING(t -> t < 3 ? t : Double.NaN),
    NOISE(t -> new Random(t).nextGaussian());

    private final IntToDoubleFunction value;

    Shape(IntToDoubleFunction value) {
      this.value = value;
    }
  }

  private static List<SeriesRequest> rows() {
    List<SeriesRequest> rows = new ArrayList<>();
    for (Frequency f : Frequency.values()) {
      int[] lengths = {3, 7, f.season + 1, 2 * f.season + 4};
      for (Shape shape : Shape.values()) {
        for (int length : Arrays.stream(lengths).filter(n -> n >= 3).distinct().toArray()) {
          double[] y = new double[length];
          Arrays.setAll(y, shape.value::applyAsDouble);
          rows.add(
              new SeriesRequest(
                  f + " " + shape + " " + length,
                  Instant.EPOCH,
                  f.step,
                  f.season,
                  f.horizon,
                  Map.of(RequestSchema.VALUE, y)));
        }
      }
    }
    return rows;
  }

  @ParameterizedTest
  @ValueSource(strings = {"auto", "card", "naive2"})
  void answersOrSaysWhy(String method) {
    List<SeriesRequest> rows = rows();
    try (BufferAllocator allocator = new RootAllocator();
        VectorSchemaRoot request = SeriesBatch.write(rows, allocator);
        VectorSchemaRoot response =
            new ForecastPredictor(ForecastCatalog.method(method))
                .predict(request, PredictionOptions.defaults(), allocator)) {
      List<Prediction> answers = Predictions.read(response);

      assertThat(answers).hasSameSizeAs(rows);
      for (int i = 0; i < rows.size(); i++) {
        check(rows.get(i), answers.get(i));
      }
    }
  }

  private static void check(SeriesRequest row, Prediction answer) {
    assertThat(answer.seriesId()).isEqualTo(row.seriesId());
    double[] y = Arrays.stream(row.values()).filter(v -> !Double.isNaN(v)).toArray();
    if (y.length < ForecastPredictor.SHORTEST) {
      assertThat(answer.status()).as(row.seriesId()).startsWith("too short");
      return;
    }
    assertThat(answer.status()).as(row.seriesId()).startsWith("ok");
    assertThat(answer.mean()).hasSize(row.horizon());
    for (int h = 0; h < row.horizon(); h++) {
      double mean = answer.mean()[h];
      assertThat(Double.isFinite(mean)).as(row.seriesId() + " " + answer).isTrue();
      assertThat(answer.lower()[h] > mean).as(row.seriesId()).isFalse();
      assertThat(answer.upper()[h] < mean).as(row.seriesId()).isFalse();
    }
    if (row.values().length > y.length) {
      assertThat(answer.status()).as(row.seriesId()).contains("were missing and were filled");
    }
  }
}

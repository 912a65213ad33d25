package org.twinsuite.predictors.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.twinsuite.predictors.Prediction;
import org.twinsuite.predictors.PredictionOptions;
import org.twinsuite.predictors.Predictor;
import org.twinsuite.predictors.PredictorContract;
import org.twinsuite.predictors.RequestSchema;
import org.twinsuite.predictors.SeriesBatch;
import org.twinsuite.predictors.SeriesRequest;

class ForecastPredictorTest {

  private static final int HORIZON = 6;

  /** Three years of months with trend and season. */
  private static double[] months() {
    double[] y = new double[37];
    for (int t = 0; t < y.length; t++) {
      y[t] = 100 + t + 20 * Math.sin(2 * Math.PI * t / 12) + (t * 7919 % 13) / 10.0;
    }
    return y;
  }

  private static SeriesRequest monthly(String id, double... values) {
    return new SeriesRequest(
        id, Instant.EPOCH, Duration.ofDays(30), 12, HORIZON, Map.of(RequestSchema.VALUE, values));
  }

  abstract static class MethodContract extends PredictorContract {
    abstract String method();

    @Override
    protected Predictor predictor() {
      return new ForecastPredictor(ForecastCatalog.method(method()));
    }

    @Override
    protected SeriesRequest soundRow(String seriesId) {
      return monthly(seriesId, months());
    }
  }

  @Nested
  class Auto extends MethodContract {
    @Override
    String method() {
      return "auto";
    }

    @Test
    void gapsAreFilledAndSaidSo() {
      double[] y = months();
      y[5] = Double.NaN;
      y[20] = Double.NaN;

      Prediction answer = predict(List.of(monthly("gappy", y))).get(0);

      assertThat(answer.status()).isEqualTo("ok (2 of 37 values were missing and were filled)");
      assertThat(answer.ok()).isTrue();
      assertThat(answer.mean()).hasSize(HORIZON);
    }

    @Test
    void missingLastValuesDoNotShiftTheForecast() {
      double[] late = months();
      late[36] = Double.NaN;
      double[] cut = Arrays.copyOf(months(), 36);

      double[] answer = predict(List.of(monthly("late", late))).get(0).mean();
      double[] longer = withHorizon(cut, HORIZON + 1);

      assertThat(answer).containsExactly(Arrays.copyOfRange(longer, 1, HORIZON + 1));
    }

    private double[] withHorizon(double[] y, int horizon) {
      PredictionOptions options = PredictionOptions.defaults().withHorizon(horizon);
      try (VectorSchemaRoot request = SeriesBatch.write(List.of(monthly("cut", y)), allocator)) {
        return predict(request, options).get(0).mean();
      }
    }

    @Test
    void shortSeriesAreRefusedOrForecastWithoutAnInterval() {
      for (int length = 0; length <= 2; length++) {
        Prediction refused = predict(List.of(monthly("s", ramp(length)))).get(0);
        assertThat(refused.ok()).isFalse();
        assertThat(refused.mean()).isEmpty();
      }
      Prediction three = predict(List.of(monthly("s", ramp(3)))).get(0);

      assertThat(three.status()).startsWith("ok (no interval");
      assertThat(three.mean()).hasSize(HORIZON).doesNotContain(Double.NaN);
    }

    @Test
    void aConstantSeriesStaysConstant() {
      Prediction answer = predict(List.of(monthly("flat", flat(30)))).get(0);

      for (int h = 0; h < HORIZON; h++) {
        assertThat(answer.mean()[h]).isCloseTo(7, Offset.offset(1e-6));
        assertThat(answer.upper()[h] - answer.lower()[h]).isLessThan(1e-3);
      }
    }

    @Test
    void hoursBringTheWeekAlong() {
      double[] y = new double[24 * 7 * 5];
      for (int t = 0; t < y.length; t++) {
        boolean weekend = t / 24 % 7 >= 5;
        y[t] = (weekend ? 50 : 100) + 10 * Math.sin(2 * Math.PI * (t % 24) / 24) + t * 7919 % 5;
      }
      SeriesRequest row =
          new SeriesRequest(
              "hourly",
              Instant.EPOCH,
              Duration.ofHours(1),
              24,
              24 * 7,
              Map.of(RequestSchema.VALUE, y));

      double[] mean = predict(List.of(row)).get(0).mean();

      assertThat(mean[24 * 2 + 12]).isBetween(85.0, 115.0);
      assertThat(mean[24 * 5 + 12]).isBetween(40.0, 65.0);
    }

    private double[] ramp(int length) {
      double[] y = new double[length];
      for (int t = 0; t < length; t++) {
        y[t] = t + 1;
      }
      return y;
    }

    private double[] flat(int length) {
      double[] y = new double[length];
      Arrays.fill(y, 7);
      return y;
    }
  }

  @Nested
  class AutoEts extends MethodContract {
    @Override
    String method() {
      return "autoets";
    }
  }

  @Nested
  class HoltWinters extends MethodContract {
    @Override
    String method() {
      return "holtwinters";
    }
  }

  @Nested
  class Theta extends MethodContract {
    @Override
    String method() {
      return "theta";
    }
  }

  @Nested
  class DynamicTheta extends MethodContract {
    @Override
    String method() {
      return "dotm";
    }
  }

  @Nested
  class Mstl extends MethodContract {
    @Override
    String method() {
      return "mstl";
    }
  }

  @Nested
  class Card extends MethodContract {
    @Override
    String method() {
      return "card";
    }
  }

  @Nested
  class Spares extends MethodContract {
    @Override
    String method() {
      return "spares";
    }

    @Override
    protected SeriesRequest soundRow(String seriesId) {
      return monthly(seriesId, 0, 0, 3, 0, 0, 0, 1, 0, 5, 0, 0, 2, 0, 0, 0, 4, 0, 0, 1, 0);
    }
  }
}

package org.twinsuite.predictors.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.twinsuite.predictors.Prediction;
import org.twinsuite.predictors.PredictionOptions;
import org.twinsuite.predictors.Predictions;
import org.twinsuite.predictors.RequestSchema;
import org.twinsuite.predictors.SeriesBatch;
import org.twinsuite.predictors.SeriesRequest;

/** What {@code auto} makes of zeros: nights and weekends off, stopped machines, spare parts. */
class ZerosTest {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  private static double[] series(int length, IntToDoubleFunction value) {
    double[] y = new double[length];
    Arrays.setAll(y, value::applyAsDouble);
    return y;
  }

  private static Prediction auto(double[] y, int season, int horizon, Duration step) {
    SeriesRequest row =
        new SeriesRequest(
            "machine", Instant.EPOCH, step, season, horizon, Map.of(RequestSchema.VALUE, y));
    try (BufferAllocator allocator = new RootAllocator();
        VectorSchemaRoot request = SeriesBatch.write(List.of(row), allocator);
        VectorSchemaRoot answer =
            new ForecastPredictor(ForecastCatalog.method("auto"))
                .predict(request, PredictionOptions.defaults(), allocator)) {
      return Predictions.read(answer).get(0);
    }
  }

  @ParameterizedTest(name = "off for {0} of 24 hours, noise {1}")
  @CsvSource({"2, 0", "6, 0", "8, 1", "10, 0", "12, 1", "16, 0", "20, 1"})
  void nightsOffComeBackAsNightsOff(int off, double noise) {
    // GIVEN 20 days of a machine that runs at 10 and rests every night
    Random random = new Random(off);
    IntToDoubleFunction load = t -> t % 24 < off ? 0 : 10 + noise * random.nextGaussian();

    // WHEN two days are forecast
    Prediction answer = auto(series(480, load), 24, 48, HOUR);

    // THEN they look like the days before
    for (int h = 0; h < 48; h++) {
      assertThat(answer.mean()[h])
          .as("hour %d of %s", h, answer)
          .isCloseTo(h % 24 < off ? 0 : 10, within(noise > 0 ? 1.5 : 0.5));
    }
  }

  @ParameterizedTest(name = "season {0} stated")
  @CsvSource({"24", "168"})
  void weekendsOffComeBackAsWeekendsOff(int season) {
    // GIVEN four weeks: Monday to Friday from 6 to 22 o'clock
    IntToDoubleFunction load = t -> t / 24 % 7 >= 5 || t % 24 < 6 || t % 24 >= 22 ? 0 : 60;

    // WHEN a week is forecast
    Prediction answer = auto(series(672, load), season, 168, HOUR);

    // THEN Sunday is quiet and Monday at noon runs
    assertThat(answer.mean()[12]).as("Monday noon").isCloseTo(60, within(6.0));
    assertThat(answer.mean()[6 * 24 + 12]).as("Sunday noon").isCloseTo(0, within(6.0));
    assertThat(answer.mean()[5 * 24 + 12]).as("Saturday noon").isCloseTo(0, within(6.0));
  }

  @Test
  void dailyValuesWithFreeWeekendsKeepThem() {
    Prediction answer = auto(series(70, t -> t % 7 >= 5 ? 0 : 100), 7, 14, DAY);

    for (int h = 0; h < 14; h++) {
      assertThat(answer.mean()[h]).isCloseTo(h % 7 >= 5 ? 0 : 100, within(5.0));
    }
  }

  @ParameterizedTest(name = "stopped for {0} of 96 hours")
  @CsvSource({"8", "16", "32", "48", "80"})
  void aStoppedMachineStaysStopped(int hours) {
    // GIVEN a machine at about 100 that was switched off some hours ago
    Random random = new Random(1);
    double[] y = series(96, t -> t < 96 - hours ? 100 + 5 * random.nextGaussian() : 0);

    // WHEN a day is forecast
    Prediction answer = auto(y, 24, 24, HOUR);

    // THEN it is not expected to run
    for (double mean : answer.mean()) {
      assertThat(mean).isCloseTo(0, within(1.0));
    }
  }

  @Test
  void demandForSparePartsIsStillARate() {
    // GIVEN demands at random months
    Random random = new Random(4);
    double[] y = series(60, t -> random.nextDouble() < 0.25 ? 4 : 0);

    // WHEN a year is forecast with the season of a year stated
    Prediction answer = auto(y, 12, 12, Duration.ofDays(30));

    // THEN the answer is a flat rate
    assertThat(answer.mean()[0]).isBetween(0.3, 2.5);
    assertThat(Arrays.stream(answer.mean()).distinct()).hasSize(1);
  }
}

package org.twinsuite.predictors.flight;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.twinsuite.predictors.GeneratedSeries;
import org.twinsuite.predictors.LastValue;
import org.twinsuite.predictors.Prediction;
import org.twinsuite.predictors.PredictionOptions;
import org.twinsuite.predictors.PredictionStream;
import org.twinsuite.predictors.Predictions;
import org.twinsuite.predictors.Predictor;
import org.twinsuite.predictors.PredictorCatalog;

/** However many batches stream through, memory is that of a few. */
class StreamMemoryTest {

  private static final int ROWS = 2048;
  private static final int POINTS = 50;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void memoryDoesNotGrowWithTheNumberOfBatches(boolean remote) throws Exception {
    long few = peak(4, remote);
    long many = peak(64, remote);

    assertThat(many).isLessThan(few * 2);
    // All 64 batches together would take this much.
    assertThat(many).isLessThan(64L * ROWS * POINTS * 8 / 2);
  }

  /** Most memory held at once by client and server together. */
  private static long peak(int batches, boolean remote) throws Exception {
    try (FlightFixture flight = new FlightFixture()) {
      BufferAllocator memory = flight.memory;
      Predictor predictor = new LastValue();
      if (remote) {
        var catalog = new PredictorCatalog().add(predictor);
        var server =
            flight.serve(new PredictorProducer(catalog, null, ServerLimits.defaults(), memory));
        predictor =
            new FlightPredictor(List.of(flight.client(server.getPort())), predictor.name(), null);
      }
      long[] next = {0};
      try (GeneratedSeries requests = new GeneratedSeries(batches, ROWS, POINTS, memory)) {
        long rows =
            PredictionStream.predict(
                predictor,
                requests,
                PredictionOptions.defaults(),
                memory,
                answer -> {
                  for (Prediction row : Predictions.read(answer)) {
                    assertThat(row.mean()[0]).isEqualTo(next[0]);
                    assertThat(row.seriesId()).isEqualTo(Long.toString(next[0]++));
                  }
                });
        assertThat(rows).isEqualTo((long) batches * ROWS);
      }
      return memory.getPeakMemoryAllocation();
    }
  }
}

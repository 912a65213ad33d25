package org.twinsuite.predictors.flight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.Location;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.twinsuite.predictors.LastValue;
import org.twinsuite.predictors.Prediction;
import org.twinsuite.predictors.Predictor;
import org.twinsuite.predictors.PredictorCatalog;
import org.twinsuite.predictors.PredictorContract;
import org.twinsuite.predictors.SeriesRequest;

class FlightPredictorTest extends PredictorContract {

  private static final String TOKEN = "a-token-of-this-test";

  private static BufferAllocator memory;
  private static PredictorServer server;
  private static FlightClient client;

  @BeforeAll
  static void start() throws Exception {
    memory = new RootAllocator();
    server =
        new PredictorServer(
            new PredictorCatalog().add(new LastValue()),
            new PredictorServer.Config("localhost", 0, null, TOKEN, null, null));
    client = client(server.port());
  }

  @AfterAll
  static void stop() throws Exception {
    client.close();
    server.close();
    memory.close();
  }

  private static FlightClient client(int port) {
    return FlightClient.builder(memory, Location.forGrpcInsecure("localhost", port)).build();
  }

  @Override
  protected Predictor predictor() {
    return new FlightPredictor(List.of(client), "last-value", TOKEN);
  }

  @Override
  protected SeriesRequest soundRow(String seriesId) {
    return daily(seriesId, 3, 1, Double.NaN, 4);
  }

  @Test
  void aBatchOfSeveralSlicesComesBackWholeAndInOrder() {
    List<Prediction> answers = predict(soundRows(2 * FlightPredictor.SLICE + 5));

    assertThat(answers).hasSize(2 * FlightPredictor.SLICE + 5);
    assertThat(answers.get(FlightPredictor.SLICE + 3).seriesId())
        .isEqualTo(Integer.toString(FlightPredictor.SLICE + 3));
  }

  @Test
  void withoutTheTokenNothingIsTold() {
    assertThatThrownBy(() -> new FlightPredictor(List.of(client), "last-value", null))
        .isInstanceOf(FlightRuntimeException.class)
        .hasMessageContaining("Bearer");
  }

  @Test
  void anUnknownNameIsToldWithTheKnownOnes() {
    assertThatThrownBy(() -> new FlightPredictor(List.of(client), "nothing", TOKEN))
        .isInstanceOf(FlightRuntimeException.class)
        .hasMessageContaining("last-value");
  }
}

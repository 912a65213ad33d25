package org.twinsuite.predictors.flight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.twinsuite.predictors.InvalidBatchException;
import org.twinsuite.predictors.LastValue;
import org.twinsuite.predictors.PredictionOptions;
import org.twinsuite.predictors.Predictor;
import org.twinsuite.predictors.PredictorCatalog;
import org.twinsuite.predictors.SeriesBatch;

/** What a stranger may ask of a server. */
class ServerLimitsTest {

  private static final int MIB = 1 << 20;

  private static PredictorServer.Config config(ServerLimits limits) {
    return new PredictorServer.Config("localhost", 0, null, null, null, null, limits);
  }

  private static Predictor remote(FlightFixture flight, ServerLimits limits) throws Exception {
    var server = flight.serve(new PredictorCatalog().add(new LastValue()), config(limits));
    return new FlightPredictor(List.of(flight.client(server.port())), "last-value", null);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::"})
  void otherMachinesAreNotServedWithoutAToken(String host) {
    for (String token : new String[] {null, "", " "}) {
      assertThatThrownBy(
              () ->
                  new PredictorServer(
                      new PredictorCatalog(),
                      new PredictorServer.Config(host, 0, null, token, null, null)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("PREDICTORS_TOKEN")
          .hasMessageContaining(host);
    }
  }

  @Test
  void aBatchBeyondALimitIsRefusedWithItsNameAndTheNextIsAnswered() throws Exception {
    try (FlightFixture flight = new FlightFixture()) {
      // GIVEN a server for 4 rows, 9 values and 100 answers a batch
      Predictor remote = remote(flight, new ServerLimits(4, 9, 100, MIB, 64 * MIB, 4));

      // WHEN more is asked THEN it says which limit
      assertThatThrownBy(() -> flight.ask(remote, 5, PredictionOptions.defaults()))
          .hasMessageContaining("5 rows, this server takes at most 4");
      assertThatThrownBy(() -> flight.ask(remote, 4, PredictionOptions.defaults()))
          .hasMessageContaining("12 values, this server takes at most 9");
      assertThatThrownBy(
              () -> flight.ask(remote, 3, PredictionOptions.defaults().withHorizon(1_000)))
          .hasMessageContaining("3000 answers, this server takes at most 100");

      // THEN it still serves
      assertThat(flight.ask(remote, 3, PredictionOptions.defaults())).hasSize(3);
    }
  }

  @Test
  void aMessageBeyondTheSizeIsRefusedAndTheNextIsAnswered() throws Exception {
    try (FlightFixture flight = new FlightFixture()) {
      Predictor remote = remote(flight, new ServerLimits(60_000, 600_000, 600_000, 8_192, MIB, 4));

      assertThatThrownBy(() -> flight.ask(remote, 4_000, PredictionOptions.defaults()))
          .isInstanceOf(FlightRuntimeException.class);
      assertThat(flight.ask(remote, 3, PredictionOptions.defaults())).hasSize(3);
    }
  }

  @Test
  void aHorizonNobodyCanMeanIsRefusedBeforeItIsComputed() {
    assertThatThrownBy(() -> PredictionOptions.defaults().withHorizon(100_000_000))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 to 100000");
  }

  @Test
  void listsThatReachBeyondTheValuesSentAreADamagedBatch() throws Exception {
    try (FlightFixture flight = new FlightFixture();
        VectorSchemaRoot batch =
            SeriesBatch.write(new double[][] {{1, 2}, {3, 4}}, 1, 1, flight.memory)) {
      ListVector values = (ListVector) batch.getVector("value");
      for (int[] damage : new int[][] {{1, Integer.MAX_VALUE}, {1, -5}, {2, 1}, {0, 3}}) {
        int sound = values.getOffsetBuffer().getInt(4L * damage[0]);
        values.getOffsetBuffer().setInt(4L * damage[0], damage[1]);

        assertThatThrownBy(() -> ServerLimits.defaults().check(batch, PredictionOptions.defaults()))
            .as("offset %d set to %d", damage[0], damage[1])
            .isInstanceOf(InvalidBatchException.class)
            .hasMessageContaining("column value")
            .hasMessageContaining("damaged");
        values.getOffsetBuffer().setInt(4L * damage[0], sound);
      }
      ServerLimits.defaults().check(batch, PredictionOptions.defaults());
    }
  }

  @Test
  void limitsAreReadFromTheEnvironment() {
    ServerLimits limits =
        ServerLimits.of(Map.of("PREDICTORS_MAX_ROWS", "10", "PREDICTORS_MAX_MESSAGE_MIB", "3"));

    assertThat(limits.rows()).isEqualTo(10);
    assertThat(limits.messageBytes()).isEqualTo(3 * MIB);
    assertThat(limits.calls()).isEqualTo(ServerLimits.defaults().calls());
    for (String wrong : List.of("0", "-1", "many", "3000000000")) {
      assertThatThrownBy(() -> ServerLimits.of(Map.of("PREDICTORS_MAX_ROWS", wrong)))
          .hasMessageContaining("PREDICTORS_MAX_ROWS")
          .hasMessageContaining(wrong);
    }
  }
}

package org.twinsuite.predictors.flight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.arrow.flight.Action;
import org.apache.arrow.flight.Criteria;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.twinsuite.predictors.LastValue;
import org.twinsuite.predictors.ModelMetadata;
import org.twinsuite.predictors.Prediction;
import org.twinsuite.predictors.PredictionOptions;
import org.twinsuite.predictors.Predictor;
import org.twinsuite.predictors.PredictorCatalog;
import org.twinsuite.predictors.ResponseSchema;
import org.twinsuite.predictors.SeriesBatch;
import org.twinsuite.predictors.SeriesPredictor;
import org.twinsuite.predictors.SeriesRequest;
import org.twinsuite.predictors.rul.DegradationTrend;
import org.twinsuite.predictors.rul.SyntheticFleet;

/** Catalogue, actions and back-pressure of the server. */
class PredictorServerTest {

  private final FlightFixture flight = new FlightFixture();

  @AfterEach
  void close() throws Exception {
    flight.close();
  }

  private static String act(FlightClient client, String type, String body) {
    Action action = new Action(type, body.getBytes(StandardCharsets.UTF_8));
    return new String(client.doAction(action).next().getBody(), StandardCharsets.UTF_8);
  }

  @Test
  @Timeout(30)
  void whoClosesTwiceWaitsForNothing() throws Exception {
    PredictorServer server =
        new PredictorServer(new PredictorCatalog(), PredictorServer.Config.local(0));
    server.close();
    server.close();
    assertThat(server.allocatedBytes()).isZero();
  }

  /** Of a library that is missing, say, or a stack that is too small. */
  @Test
  @Timeout(60)
  void anErrorIsAnsweredAndTheServerServesOn() throws Exception {
    // GIVEN
    AtomicInteger calls = new AtomicInteger();
    Predictor broken =
        new SeriesPredictor() {
          @Override
          public String name() {
            return "broken";
          }

          @Override
          public String version() {
            return "1";
          }

          @Override
          public Schema requestSchema() {
            return new LastValue().requestSchema();
          }

          @Override
          protected List<Prediction> predict(List<SeriesRequest> rows, PredictionOptions options) {
            if (calls.getAndIncrement() < 2) {
              throw new NoClassDefFoundError("jdk/incubator/vector/Vector");
            }
            return rows.stream()
                .map(row -> Prediction.refused(row.seriesId(), "broken:1", "well"))
                .toList();
          }
        };
    var client = flight.client(flight.serve(broken).port());
    Predictor remote = new FlightPredictor(List.of(client), "broken", null);
    // WHEN, THEN
    assertThatThrownBy(() -> flight.ask(remote, 3, PredictionOptions.defaults()))
        .isInstanceOf(FlightRuntimeException.class)
        .hasMessageContaining("NoClassDefFoundError");
    assertThatThrownBy(() -> act(client, FlightContract.WARM, "broken"))
        .isInstanceOf(FlightRuntimeException.class)
        .hasMessageContaining("NoClassDefFoundError");
    assertThat(flight.ask(remote, 3, PredictionOptions.defaults())).hasSize(3);
  }

  @Test
  void theCatalogueListsWhatIsHeldWithBothSchemas() throws Exception {
    var client = flight.client(flight.serve(new LastValue(), DegradationTrend.relative()).port());

    List<FlightInfo> infos = new java.util.ArrayList<>();
    client.listFlights(Criteria.ALL).forEach(infos::add);

    assertThat(infos)
        .extracting(info -> info.getDescriptor().getPath().get(1))
        .containsExactly("degradation", "last-value");
    for (FlightInfo info : infos) {
      FlightContract.Described told = FlightContract.described(info);
      Predictor remote = new FlightPredictor(List.of(client), told.name(), null);
      Predictor held =
          told.name().equals("last-value") ? new LastValue() : DegradationTrend.relative();
      assertThat(told.response()).isEqualTo(held.responseSchema());
      assertThat(remote.responseSchema()).isEqualTo(held.responseSchema());
      assertThat(remote.requestSchema()).isEqualTo(held.requestSchema());
    }
    assertThat(ResponseSchema.remainingLife()).isNotEqualTo(ResponseSchema.forecast());
  }

  @Test
  void loadTakesModelsInAndSaysWhatItRefuses(@TempDir Path models) throws Exception {
    var config = new PredictorServer.Config("localhost", 0, models, null, null, null);
    var client = flight.client(flight.serve(new PredictorCatalog(), config).port());
    assertThat(act(client, FlightContract.LOAD, "")).contains("\"loaded\":[]");
    SyntheticFleet.trainer().train(SyntheticFleet.units(12, 1), models.resolve("engine.fleetrul"));
    Files.writeString(models.resolve("torn.fleetrul"), "half a model");

    assertThat(act(client, FlightContract.LOAD, ""))
        .contains("\"loaded\":[\"engine\"]", "torn.fleetrul");
    Predictor remote = new FlightPredictor(List.of(client), "engine", null);
    ModelMetadata told = remote.trained().orElseThrow();
    assertThat(remote.responseSchema()).isEqualTo(ResponseSchema.remainingLife());
    assertThat(told.dataHash()).hasSize(64);
    assertThat(told.fileHash()).hasSize(64);
    assertThat(told.metrics()).isNotEmpty();
    assertThat(act(client, FlightContract.HEALTH, ""))
        .contains("\"status\":\"ok\"", "\"engine\":\"" + remote.version(), told.fileHash());
  }

  @Test
  void warmRunsSampleRowsAndAnUnknownNameIsRefused() throws Exception {
    Slow slow = new Slow(1);
    var client = flight.client(flight.serve(slow).port());

    act(client, FlightContract.WARM, "slow");

    assertThat(slow.batches.get()).isEqualTo(1);
    assertThatThrownBy(() -> act(client, FlightContract.WARM, "nothing"))
        .isInstanceOf(FlightRuntimeException.class)
        .hasMessageContaining("known are [slow]");
    assertThatThrownBy(() -> act(client, "dance", ""))
        .isInstanceOf(FlightRuntimeException.class)
        .hasMessageContaining("ListActions");
    assertThatThrownBy(() -> act(client, FlightContract.LOAD, ""))
        .isInstanceOf(FlightRuntimeException.class)
        .hasMessageContaining("without a folder");
  }

  /** Answers long rows and counts batches. */
  private static final class Slow implements Predictor {
    private final AtomicInteger batches = new AtomicInteger();
    private final LastValue right = new LastValue();
    private final int horizon;

    Slow(int horizon) {
      this.horizon = horizon;
    }

    @Override
    public String name() {
      return "slow";
    }

    @Override
    public String version() {
      return "1";
    }

    @Override
    public Schema requestSchema() {
      return right.requestSchema();
    }

    @Override
    public VectorSchemaRoot predict(
        VectorSchemaRoot request, PredictionOptions options, BufferAllocator allocator) {
      batches.incrementAndGet();
      return right.predict(request, options.withHorizon(horizon), allocator);
    }
  }

  @Test
  void whereAnswersAreNotTakenTheServerStandsStillAndLosesNothing() throws Exception {
    Slow slow = new Slow(2000);
    int sent = 40;
    CuttableProxy proxy = flight.open(new CuttableProxy(flight.serve(slow).port()));
    var client = flight.client(proxy.port());
    try (VectorSchemaRoot request = SeriesBatch.write(new double[100][3], 1, 1, flight.memory);
        FlightExchange exchange =
            new FlightExchange(client, FlightContract.descriptor("slow"), request, List.of())) {
      exchange.send(request, null);
      exchange.receive(flight.memory).close();
      for (int i = 1; i < sent; i++) {
        exchange.send(request, null);
      }
      exchange.completed();
      Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> slow.batches.get() > 2);
      proxy.hold();

      int[] before = {-1};
      Awaitility.await()
          .atMost(Duration.ofMinutes(1))
          .pollInterval(Duration.ofMillis(200))
          .until(() -> before[0] == (before[0] = slow.batches.get()));
      assertThat(slow.batches.get()).isLessThan(sent);

      proxy.resume();
      for (int i = 1; i < sent; i++) {
        exchange.receive(flight.memory).close();
      }
      assertThat(exchange.receive(flight.memory)).isNull();
      assertThat(slow.batches.get()).isEqualTo(sent);
    }
  }

  @Test
  void aCancelledCallIsNotWorkedToItsEnd() throws Exception {
    Slow slow = new Slow(2000);
    var client = flight.client(flight.serve(slow).port());
    try (VectorSchemaRoot request = SeriesBatch.write(new double[100][3], 1, 1, flight.memory)) {
      try (FlightExchange exchange =
          new FlightExchange(client, FlightContract.descriptor("slow"), request, List.of())) {
        for (int i = 0; i < 60; i++) {
          exchange.send(request, null);
        }
        exchange.receive(flight.memory).close();
      }
      Predictor next = new FlightPredictor(List.of(client), "slow", null);
      assertThat(flight.ask(next, 3, PredictionOptions.defaults())).hasSize(3);
      assertThat(slow.batches.get()).isLessThan(60);
    }
  }
}

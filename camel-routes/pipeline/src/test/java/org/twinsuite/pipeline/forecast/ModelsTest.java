package org.twinsuite.pipeline.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.twinsuite.pipeline.forecast.Forecaster.TwinForecast;
import org.twinsuite.predictors.PredictorCatalog;
import org.twinsuite.predictors.ResponseSchema;
import org.twinsuite.predictors.anomaly.AnomalyPredictor;
import org.twinsuite.predictors.flight.FlightNames;
import org.twinsuite.predictors.flight.FlightRetries;
import org.twinsuite.predictors.flight.PredictorServer;
import org.twinsuite.predictors.forecast.ForecastCatalog;
import org.twinsuite.predictors.rul.DegradationTrend;

/** A plan may name models of Flight servers; here they run for real. */
class ModelsTest {
  private static final String TOKEN = "a token of the servers";
  private static final FlightRetries QUICK =
      new FlightRetries(3, Duration.ofMillis(1), Duration.ofMillis(20));

  private static PredictorServer server() throws Exception {
    PredictorCatalog catalog = ForecastCatalog.addTo(new PredictorCatalog());
    catalog.add(DegradationTrend.relative()).add(new AnomalyPredictor());
    return new PredictorServer(
        catalog, new PredictorServer.Config("localhost", 0, null, TOKEN, null, null));
  }

  private static Models models(BufferAllocator memory, PredictorServer... servers)
      throws Exception {
    List<String> locations =
        List.of(servers).stream().map(server -> "grpc+tcp://localhost:" + server.port()).toList();
    PredictorCatalog own = new PredictorCatalog().add(new AnomalyPredictor());
    return new Models(own, new FlightNames(locations, null, QUICK, memory), TOKEN);
  }

  @Test
  void whatThisProcessDoesNotHaveIsAskedOfTheServers() throws Exception {
    String plan =
        "definition,forecast,model,feature,failureMode,challenger\n"
            + "plant:pump,vibration,theta,vibration,wear,flight:naive2\n";
    try (BufferAllocator memory = new RootAllocator();
        PredictorServer one = server();
        PredictorServer other = server()) {
      try (WatchedPump pump = new WatchedPump(plan, models(memory, one, other))) {
        for (int i = 0; i < 20; i++) {
          pump.sample(i, "vibration", 5);
        }
        TwinForecast forecast = pump.round().get(0);
        assertThat(WatchedPump.properties(forecast).getValue("model"))
            .hasValueSatisfying(model -> assertThat(model.asString()).isEqualTo("theta"));
        assertThat(forecast.score().champion()).isEqualTo("theta:1");
        assertThat(forecast.score().challenger()).isEqualTo("naive2:1");

        // WHEN one server goes away
        one.close();
        pump.sample(20, "vibration", 5);
        // THEN the other answers
        assertThat(pump.round()).hasSize(1);
      }
      Awaitility.await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> memory.getAllocatedMemory() == 0);
    }
  }

  @Test
  void whatAnAnswerMeansComesOverTheWire() throws Exception {
    try (BufferAllocator memory = new RootAllocator();
        PredictorServer server = server();
        Models models = models(memory, server)) {
      assertThat(ResponseSchema.answer(models.get("flight:anomaly").responseSchema()))
          .isEqualTo(ResponseSchema.Answer.SCORES);
      assertThat(ResponseSchema.answer(models.get("degradation").responseSchema()))
          .isEqualTo(ResponseSchema.Answer.LIFE);
      assertThat(ResponseSchema.answer(models.get("theta").responseSchema()))
          .isEqualTo(ResponseSchema.Answer.FORECAST);
      assertThat(models.get("anomaly")).isInstanceOf(AnomalyPredictor.class);

      assertThatThrownBy(() -> models.get("nobody"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("no predictor named 'nobody' in this process or at its servers");
    }
    try (Models alone = new Models(new PredictorCatalog(), null, null)) {
      assertThatThrownBy(() -> alone.get("flight:theta"))
          .hasMessageContaining("set twinsuite.forecast.servers");
    }
  }
}

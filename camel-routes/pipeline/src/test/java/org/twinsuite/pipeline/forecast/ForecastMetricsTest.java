package org.twinsuite.pipeline.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.twinsuite.pipeline.StandInDitto;
import org.twinsuite.pipeline.twin.Twins;
import org.twinsuite.predictors.Prediction;
import org.twinsuite.predictors.PredictionOptions;
import org.twinsuite.predictors.PredictorCatalog;
import org.twinsuite.predictors.RequestSchema;
import org.twinsuite.predictors.SeriesPredictor;
import org.twinsuite.predictors.SeriesRequest;
import org.twinsuite.predictors.forecast.ForecastCatalog;

/** Figures of forecasts are those of the database, or there are none. */
class ForecastMetricsTest {
  private static final String PLAN =
      "definition,forecast,model,feature,failureMode,challenger\n"
          + "plant:pump,vibration,mine,vibration,wear,naive2\n";
  private static final List<String> FIGURES =
      List.of("error", "bias", "coverage", "drifting", "scored");

  @Test
  void afterARestartFiguresAreWhatTheyWereThoughNoModelAnswers() throws Exception {
    Mine mine = new Mine();
    PredictorCatalog catalog = ForecastCatalog.addTo(new PredictorCatalog()).add(mine);
    try (CamelContext camel = new DefaultCamelContext();
        WatchedPump pump = new WatchedPump(PLAN, new Models(catalog, null, null))) {
      // a Ditto that takes everything
      StandInDitto.in(camel, command -> null);
      camel.start();
      try (Twins twins = new Twins(camel)) {
        // GIVEN nothing is known yet
        MeterRegistry registry = new SimpleMeterRegistry();
        ForecastRound round = pump.round(twins, registry);
        round.run();
        assertThat(figures(registry).values()).hasSize(10).containsOnly(Double.NaN);
        // AND then some forecasts were scored
        for (int i = 0; i < 30; i++) {
          pump.sample(i, "vibration", 5 + i % 3);
          round.run();
        }
        Map<String, Double> before = figures(registry);
        assertThat(before.get("champion error")).isPositive();
        assertThat(before.get("champion scored")).isGreaterThan(20);
        assertThat(before.get("challenger scored")).isGreaterThan(20);
        assertThat(before.values()).doesNotContain(Double.NaN);

        // WHEN the app starts again and its model is away
        mine.away = true;
        pump.restart();
        MeterRegistry again = new SimpleMeterRegistry();
        ForecastRound after = pump.round(twins, again);
        // THEN nothing is told of things that did not come to this process yet
        after.run();
        assertThat(figures(again).values()).hasSize(10).containsOnly(Double.NaN);
        // AND of those that did, what was known before
        pump.sample(29, "vibration", 7);
        after.run();
        assertThat(figures(again)).isEqualTo(before);

        // WHEN the model is another version by now
        mine.away = false;
        mine.version = "2";
        pump.restart();
        MeterRegistry other = new SimpleMeterRegistry();
        ForecastRound renewed = pump.round(twins, other);
        for (int i = 30; i < 33; i++) {
          pump.sample(i, "vibration", 5);
          renewed.run();
        }
        // THEN its own figures count
        assertThat(figures(other).get("champion scored")).isBetween(1.0, 5.0);
      }
    }
  }

  private static Map<String, Double> figures(MeterRegistry registry) {
    Map<String, Double> figures = new TreeMap<>();
    for (String role : List.of("champion", "challenger")) {
      for (String figure : FIGURES) {
        figures.put(
            role + ' ' + figure,
            registry.get("twinsuite.forecast." + figure).tag("role", role).gauge().value());
      }
    }
    return figures;
  }

  /** Says 5 whatever it is asked, in the version it is said to be, unless it is away. */
  private static final class Mine extends SeriesPredictor {
    private boolean away;
    private String version = "1";

    @Override
    public String name() {
      return "mine";
    }

    @Override
    public String version() {
      return version;
    }

    @Override
    public Schema requestSchema() {
      return RequestSchema.of(RequestSchema.VALUE);
    }

    @Override
    protected List<Prediction> predict(List<SeriesRequest> rows, PredictionOptions options) {
      if (away) {
        throw new IllegalStateException("the model is away");
      }
      List<Prediction> answers = new ArrayList<>();
      for (SeriesRequest row : rows) {
        answers.add(
            Prediction.of(
                row.seriesId(), new double[] {5}, new double[] {4}, new double[] {6}, model()));
      }
      return answers;
    }
  }
}

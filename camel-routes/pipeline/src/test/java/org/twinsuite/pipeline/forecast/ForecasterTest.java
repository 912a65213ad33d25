package org.twinsuite.pipeline.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.twinsuite.pipeline.forecast.WatchedPump.hour;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonPointer;
import org.eclipse.ditto.json.JsonValue;
import org.junit.jupiter.api.Test;
import org.twinsuite.camel.ditto.TwinChange;
import org.twinsuite.pipeline.change.FactReader;
import org.twinsuite.pipeline.forecast.Forecaster.TwinForecast;
import org.twinsuite.predictors.Prediction;
import org.twinsuite.predictors.PredictionOptions;
import org.twinsuite.predictors.PredictorCatalog;
import org.twinsuite.predictors.RequestSchema;
import org.twinsuite.predictors.ResponseSchema;
import org.twinsuite.predictors.SeriesPredictor;
import org.twinsuite.predictors.SeriesRequest;
import org.twinsuite.predictors.anomaly.AnomalyPredictor;
import org.twinsuite.predictors.changepoint.ChangePointPredictor;
import org.twinsuite.predictors.forecast.ForecastCatalog;
import org.twinsuite.rules.fact.Anomaly;
import org.twinsuite.rules.fact.Fact;
import org.twinsuite.rules.fact.Forecast;
import org.twinsuite.rules.fact.Measurement;

/** Forecasts are made, and scored when the truth comes, with real models, history and database. */
class ForecasterTest {
  private static final String HEADER =
      "definition,forecast,model,feature,failureMode,challenger,horizon,season,failed\n";
  private static final String LEVEL =
      HEADER + "plant:pump,vibration,naive2,vibration,wear,,PT1H,,\n";

  @Test
  void aForecastIsScoredWhenItsTruthComesAlsoOverARestart() throws Exception {
    try (WatchedPump pump = new WatchedPump(LEVEL, models())) {
      // GIVEN a first forecast, of which nothing is known
      for (int i = 0; i < 9; i++) {
        pump.sample(i, "vibration", 5);
      }
      JsonObject first = pump.after(9, 5);
      assertThat(number(first, "value")).isEqualTo(5);
      assertThat(text(first, "unit")).isEqualTo("mm/s");
      assertThat(text(first, "target")).isEqualTo("2026-01-01T10:00:00.000Z");
      assertThat(number(first, "score/scored")).isZero();
      assertThat(first.getValue("score/error")).contains(JsonValue.nullLiteral());

      // WHEN the app starts again and then the truth comes
      pump.restart();
      JsonObject second = pump.after(10, 6);

      // THEN it was one too low
      assertThat(number(second, "score/scored")).isEqualTo(1);
      assertThat(number(second, "score/error")).isEqualTo(1);
      assertThat(number(second, "score/bias")).isEqualTo(-1);
      assertThat(text(second, "score/drift")).isEqualTo("learning");

      // AND making the same forecast again scores nothing twice
      pump.restart();
      pump.sample(10, "vibration", 6);
      JsonObject again = WatchedPump.properties(pump.round().get(0));
      assertThat(number(again, "score/scored")).isEqualTo(1);
      assertThat(number(pump.after(11, 6), "score/scored")).isEqualTo(2);
    }
  }

  @Test
  void driftIsToldAfterTheSignalChangedItsWaysAndRulesSeeIt() throws Exception {
    try (WatchedPump pump = new WatchedPump(LEVEL, models())) {
      Random random = new Random(1);
      JsonObject steady = null;
      for (int i = 0; i < 10; i++) {
        pump.sample(i, "vibration", 5 + 0.1 * random.nextGaussian());
      }
      for (int i = 10; i < 100; i++) {
        steady = pump.after(i, 5 + 0.1 * random.nextGaussian());
      }
      assertThat(text(steady, "score/drift")).isEqualTo("steady");
      assertThat(number(steady, "score/coverage")).isCloseTo(0.9, within(0.1));
      assertThat(facts("forecast:vibration", steady))
          .anySatisfy(fact -> assertThat(drift(fact)).isEqualTo(0));

      // WHEN it rises from hour to hour
      JsonObject after = steady;
      for (int i = 100; i < 130; i++) {
        after = pump.after(i, 5 + 0.5 * (i - 100));
      }

      // THEN the model, which does not know of trends, forecasts too low
      assertThat(text(after, "score/drift")).isEqualTo("too low");
      assertThat(Instant.parse(text(after, "score/driftSince"))).isBetween(hour(100), hour(130));
      assertThat(facts("forecast:vibration", after))
          .anySatisfy(fact -> assertThat(drift(fact)).isEqualTo(1));
    }
  }

  @Test
  void aRemainingLifeIsScoredByTheMomentOfFailure() throws Exception {
    String plan = HEADER + "plant:pump,rul,lives,vibration,wear,,,,vibration>=7\n";
    PredictorCatalog catalog = new PredictorCatalog().add(new Lives("lives", 80));
    try (WatchedPump pump = new WatchedPump(plan, new Models(catalog, null, null))) {
      // GIVEN a model that says from the 10th hour on: it fails after the 80th
      for (int i = 0; i < 10; i++) {
        pump.sample(i, "vibration", 1);
      }
      for (int i = 10; i < 60; i++) {
        assertThat(number(pump.after(i, 1), "score/scored")).isZero();
      }
      // WHEN it fails after the 60th
      JsonObject failed = pump.after(60, 7.5);
      // THEN each forecast was 20 h too long
      assertThat(number(failed, "score/scored")).isBetween(32.0, 64.0);
      assertThat(number(failed, "score/error")).isEqualTo(20);
      assertThat(number(failed, "score/bias")).isEqualTo(20);
      assertThat(number(failed, "score/coverage")).isEqualTo(0);
      // AND a failed machine has no life that could be scored
      double scored = number(pump.after(61, 7.6), "score/scored");
      assertThat(number(pump.after(62, 7.6), "score/scored")).isEqualTo(scored);

      // WHEN it is repaired and repaired again before it fails
      pump.renewed(63);
      pump.sample(64, "vibration", 1);
      for (int i = 65; i < 75; i++) {
        pump.after(i, 1);
      }
      pump.renewed(75);
      pump.sample(76, "vibration", 1);
      pump.after(77, 1);
      // THEN what was said of the parts that are gone has no truth
      assertThat(number(pump.after(78, 7.5), "score/scored")).isEqualTo(scored + 1);
    }
  }

  @Test
  void aChallengerIsScoredBesideTheChampionAndWins() throws Exception {
    String plan = HEADER + "plant:pump,vibration,off,vibration,wear,naive2,,,\n";
    PredictorCatalog catalog = ForecastCatalog.addTo(new PredictorCatalog()).add(new Off());
    try (WatchedPump pump = new WatchedPump(plan, new Models(catalog, null, null))) {
      Random random = new Random(2);
      for (int i = 0; i < 10; i++) {
        pump.sample(i, "vibration", 5 + 0.1 * random.nextGaussian());
      }
      JsonObject last = null;
      for (int i = 10; i < 40; i++) {
        last = pump.after(i, 5 + 0.1 * random.nextGaussian());
      }
      // THEN the twin shows the champion's value, and that the challenger is better
      assertThat(text(last, "model")).isEqualTo("off");
      assertThat(number(last, "value")).isCloseTo(15, within(1.0));
      assertThat(number(last, "score/error")).isCloseTo(10, within(0.5));
      assertThat(text(last, "challenger/model")).isEqualTo("naive2");
      assertThat(number(last, "challenger/error")).isLessThan(0.5);
      assertThat(text(last, "challenger/verdict")).isEqualTo("challenger");
      assertThat(number(last, "challenger/wins")).isGreaterThan(20);
      assertThat(number(last, "challenger/gain")).isCloseTo(10, within(0.5));
    }
  }

  @Test
  void anomaliesAndChangesBecomeFactsOfTheirOwn() throws Exception {
    String plan =
        HEADER
            + "plant:pump,vibration,anomaly,vibration,unusual,,,,\n"
            + "plant:pump,vibration.change,changepoint,vibration,unusual,,,,\n";
    try (WatchedPump pump = new WatchedPump(plan, models())) {
      Random random = new Random(3);
      for (int i = 0; i < 400; i++) {
        pump.sample(i, "vibration", 5 + 0.1 * random.nextGaussian());
      }
      // GIVEN nothing unusual
      List<TwinForecast> usual = pump.round();
      assertThat(usual)
          .extracting(TwinForecast::feature)
          .containsExactlyInAnyOrder("anomaly:vibration", "anomaly:vibration.change");
      assertThat(usual).allSatisfy(one -> assertThat(score(one)).isLessThan(1));
      // WHEN the level jumps and stays
      for (int i = 400; i < 412; i++) {
        pump.sample(i, "vibration", 8 + 0.1 * random.nextGaussian());
      }
      // THEN both tell it, as facts
      assertThat(pump.round()).allSatisfy(one -> assertThat(score(one)).isGreaterThanOrEqualTo(1));
      // AND what was told once is not told again
      pump.sample(412, "vibration", 8);
      assertThat(pump.round())
          .filteredOn(one -> one.feature().equals("anomaly:vibration.change"))
          .allSatisfy(one -> assertThat(score(one)).isLessThan(1));
    }
  }

  @Test
  void aModelNobodyKnowsLeavesTheOthersAlone() throws Exception {
    String plan = LEVEL + "plant:pump,other,nobody,vibration,wear,,,,\n";
    try (WatchedPump pump = new WatchedPump(plan, models())) {
      pump.sample(0, "vibration", 5);
      pump.sample(1, "vibration", 5);
      pump.sample(2, "vibration", 5);
      assertThat(pump.round())
          .extracting(TwinForecast::feature)
          .containsExactly("forecast:vibration");
    }
  }

  private static Models models() {
    PredictorCatalog catalog =
        new PredictorCatalog().add(new AnomalyPredictor()).add(new ChangePointPredictor());
    return new Models(ForecastCatalog.addTo(catalog), null, null);
  }

  private static List<Fact> facts(String feature, JsonObject properties) {
    return new FactReader()
        .read(
            new TwinChange(
                WatchedPump.THING,
                "/features/" + feature,
                TwinChange.MERGED,
                JsonObject.newBuilder().set("properties", properties).build(),
                7,
                Instant.EPOCH,
                null,
                "c"));
  }

  private static double drift(Fact fact) {
    assertThat(fact).isInstanceOf(Measurement.class);
    Measurement sample = (Measurement) fact;
    assertThat(sample.feature()).isEqualTo(Forecast.DRIFT_PREFIX + "vibration");
    return sample.value();
  }

  private static double score(TwinForecast one) {
    Fact fact = facts(one.feature(), WatchedPump.properties(one)).get(0);
    assertThat(fact).isInstanceOf(Anomaly.class);
    assertThat("anomaly:" + ((Anomaly) fact).feature()).isEqualTo(one.feature());
    return ((Anomaly) fact).score();
  }

  private static double number(JsonObject object, String path) {
    return object.getValue(JsonPointer.of(path)).map(JsonValue::asDouble).orElseThrow();
  }

  private static String text(JsonObject object, String path) {
    return object.getValue(JsonPointer.of(path)).map(JsonValue::asString).orElseThrow();
  }

  /** Always ten too high. */
  private static final class Off extends SeriesPredictor {
    @Override
    public String name() {
      return "off";
    }

    @Override
    public String version() {
      return "1";
    }

    @Override
    public org.apache.arrow.vector.types.pojo.Schema requestSchema() {
      return RequestSchema.of(RequestSchema.VALUE);
    }

    @Override
    protected List<Prediction> predict(List<SeriesRequest> rows, PredictionOptions options) {
      return rows.stream()
          .map(
              row -> {
                double value = row.values()[row.length() - 1] + 10;
                double[] none = {Double.NaN};
                return Prediction.of(row.seriesId(), new double[] {value}, none, none, model());
              })
          .toList();
    }
  }

  /** Knows the hour after the start at which everything fails, and is sure of it. */
  private static final class Lives extends SeriesPredictor {
    private final String name;
    private final int hour;

    Lives(String name, int hour) {
      this.name = name;
      this.hour = hour;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public String version() {
      return "1";
    }

    @Override
    public org.apache.arrow.vector.types.pojo.Schema requestSchema() {
      return RequestSchema.of(RequestSchema.VALUE);
    }

    @Override
    public org.apache.arrow.vector.types.pojo.Schema responseSchema() {
      return ResponseSchema.remainingLife();
    }

    @Override
    protected List<Prediction> predict(List<SeriesRequest> rows, PredictionOptions options) {
      return rows.stream()
          .map(
              row -> {
                Instant now = row.start().plus(row.step().multipliedBy(row.length() - 1L));
                double left = java.time.Duration.between(now, hour(hour)).toHours();
                return Prediction.life(
                    row.seriesId(), left, left - 1, left + 1, model(), "ok", List.of());
              })
          .toList();
    }
  }
}

package org.twinsuite.pipeline.forecast;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Locale;
import org.eclipse.ditto.json.JsonArray;
import org.eclipse.ditto.json.JsonArrayBuilder;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonObjectBuilder;
import org.eclipse.ditto.json.JsonValue;
import org.twinsuite.predictors.Driver;
import org.twinsuite.predictors.ResponseSchema;
import org.twinsuite.predictors.scoring.ModelVerdict;
import org.twinsuite.predictors.scoring.RunningScore;
import org.twinsuite.rules.fact.Anomaly;

/**
 * A forecast as its twin shows it, as a merge patch of the feature. In a merge patch null removes a
 * value, so what is not known any more does not stay with an old number.
 */
final class ForecastFeature {
  private static final int DRIVERS = 5;
  private static final DateTimeFormatter MILLIS =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

  private ForecastFeature() {}

  /** Id of the feature. */
  static String id(ForecastPlan.Line line, Answer answer) {
    return answer.kind() == ResponseSchema.Answer.SCORES
        ? Anomaly.PREFIX + line.forecast()
        : "forecast:" + line.forecast();
  }

  /**
   * Scores of a detector.
   *
   * @param since the highest score of the samples after this time counts
   */
  static JsonObject anomaly(Answer answer, Instant since) {
    JsonObjectBuilder properties = JsonObject.newBuilder();
    number(properties, "score", answer.highest(since));
    about(properties, answer);
    return feature(properties);
  }

  /**
   * A forecast with its score.
   *
   * @param unit of the feature that is forecast; null = unknown
   * @param challenger null = none answered
   */
  static JsonObject forecast(
      ForecastPlan.Line line,
      Answer answer,
      double level,
      String unit,
      ScoreState state,
      Answer challenger) {
    JsonObjectBuilder properties = JsonObject.newBuilder();
    number(properties, "value", answer.value());
    number(properties, "lower", answer.lower());
    number(properties, "upper", answer.upper());
    boolean life = answer.kind() == ResponseSchema.Answer.LIFE;
    properties
        .set("level", level)
        .set("unit", life ? JsonValue.of("h") : text(unit))
        .set("failureMode", line.failureMode())
        .set("target", life ? JsonValue.nullLiteral() : text(MILLIS.format(answer.target())))
        .set("drivers", drivers(answer.prediction().drivers()));
    about(properties, answer);
    properties
        .set("score", score(state, answer))
        .set(
            "challenger",
            challenger == null ? JsonValue.nullLiteral() : challenger(state, challenger));
    return feature(properties);
  }

  private static JsonObject feature(JsonObjectBuilder properties) {
    return JsonObject.newBuilder().set("properties", properties.build()).build();
  }

  private static void about(JsonObjectBuilder properties, Answer answer) {
    properties
        .set("model", answer.model())
        .set("version", answer.version())
        .set("from", MILLIS.format(answer.row().start()))
        .set("at", MILLIS.format(answer.at()))
        .set("count", answer.row().length())
        .set("status", answer.status())
        .set("remark", text(answer.remark()));
  }

  private static JsonObject score(ScoreState state, Answer answer) {
    JsonObjectBuilder body = JsonObject.newBuilder();
    figures(body, state, answer);
    return body.build();
  }

  private static JsonObject challenger(ScoreState state, Answer answer) {
    JsonObjectBuilder body =
        JsonObject.newBuilder().set("model", answer.model()).set("version", answer.version());
    number(body, "value", answer.value());
    figures(body, state, answer);
    if (state.pair() != null) {
      ModelVerdict verdict = state.pair().verdict();
      body.set("verdict", word(verdict.outcome()))
          .set("wins", verdict.wins())
          .set("losses", verdict.losses());
      number(body, "gain", verdict.gain());
    }
    return body.build();
  }

  private static void figures(JsonObjectBuilder body, ScoreState state, Answer answer) {
    RunningScore score =
        Scoring.of(state, answer.prediction().model())
            .map(ScoreState.Model::score)
            .orElse(RunningScore.NEW);
    body.set("scored", score.count());
    number(body, "error", score.count() == 0 ? Double.NaN : score.absolute());
    number(body, "bias", score.count() == 0 ? Double.NaN : score.bias());
    number(body, "coverage", score.bounded() == 0 ? Double.NaN : score.coverage());
    body.set("drift", word(score.drift().verdict()))
        .set(
            "driftSince",
            score.drift().since() == null
                ? JsonValue.nullLiteral()
                : text(MILLIS.format(score.drift().since())));
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static JsonArray drivers(List<Driver> drivers) {
    JsonArrayBuilder array = JsonArray.newBuilder();
    drivers.stream()
        .limit(DRIVERS)
        .forEach(
            driver ->
                array.add(
                    JsonObject.newBuilder()
                        .set("name", driver.name())
                        .set("weight", rounded(driver.weight()))
                        .build()));
    return array.build();
  }

  private static JsonValue text(String text) {
    return text == null ? JsonValue.nullLiteral() : JsonValue.of(text);
  }

  private static void number(JsonObjectBuilder properties, String name, double value) {
    properties.set(
        name, Double.isFinite(value) ? JsonValue.of(rounded(value)) : JsonValue.nullLiteral());
  }

  private static double rounded(double value) {
    return Math.round(value * 1000.0) / 1000.0;
  }
}

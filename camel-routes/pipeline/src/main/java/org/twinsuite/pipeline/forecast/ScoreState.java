package org.twinsuite.pipeline.forecast;

import java.time.Instant;
import java.util.List;
import org.twinsuite.predictors.scoring.ChampionChallenger;
import org.twinsuite.predictors.scoring.ForecastScorer;
import org.twinsuite.predictors.scoring.PastForecast;
import org.twinsuite.predictors.scoring.RunningScore;
import org.twinsuite.rules.json.RulesJson;

/**
 * What is kept of one forecast of one thing between two rounds.
 *
 * @param seen samples up to this time were taken as truths
 * @param models what waits and how well it went, by model
 * @param pair champion and challenger; null = there is no challenger
 */
record ScoreState(Instant seen, List<Model> models, ChampionChallenger pair) {
  static final ScoreState NEW = new ScoreState(Instant.EPOCH, List.of(), null);

  ScoreState {
    models = List.copyOf(models);
  }

  /**
   * One model.
   *
   * @param waiting one array per forecast: target in ms since 1970, value, lower, upper, level; a
   *     bound of null is unknown
   */
  record Model(String model, RunningScore score, long unscored, List<Double[]> waiting) {

    static Model of(ForecastScorer.Entry entry) {
      return new Model(
          entry.model(),
          entry.score(),
          entry.unscored(),
          entry.pending().stream()
              .map(
                  past ->
                      new Double[] {
                        (double) past.target().toEpochMilli(),
                        past.value(),
                        known(past.lower()),
                        known(past.upper()),
                        past.level()
                      })
              .toList());
    }

    private static Double known(double bound) {
      return Double.isFinite(bound) ? bound : null;
    }

    ForecastScorer.Entry entry(String thing, String forecast) {
      return new ForecastScorer.Entry(
          thing,
          forecast,
          model,
          score,
          unscored,
          waiting.stream()
              .map(
                  past ->
                      new PastForecast(
                          thing,
                          forecast,
                          model,
                          Instant.ofEpochMilli(past[0].longValue()),
                          past[1],
                          past[2] == null ? Double.NaN : past[2],
                          past[3] == null ? Double.NaN : past[3],
                          past[4]))
              .toList());
    }
  }

  String json() {
    return RulesJson.write(this);
  }

  /**
   * Reads what {@link #json} wrote.
   *
   * @throws RuntimeException if the text is no such state
   */
  static ScoreState read(String json) {
    return RulesJson.read(json, ScoreState.class);
  }
}

package org.twinsuite.pipeline.forecast;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import org.twinsuite.pipeline.forecast.Forecaster.Score;
import org.twinsuite.pipeline.forecast.Forecaster.TwinForecast;
import org.twinsuite.pipeline.store.ForecastScores;
import org.twinsuite.predictors.scoring.RunningScore;

/**
 * How well forecasts do, per forecast and model over all things of this process. A figure that
 * nothing is known of yet is NaN.
 */
final class ForecastMetrics {
  private final MeterRegistry registry;
  private final Counter written;
  private final Map<Series, Map<ForecastScores.Key, RunningScore>> scores =
      new ConcurrentHashMap<>();

  /** What is told apart; versions of a model are not. */
  private record Series(String forecast, String model, String role) {}

  /** Meters of all models of the plan are there from the start. */
  ForecastMetrics(MeterRegistry registry, ForecastPlan plan) {
    this.registry = registry;
    this.written =
        Counter.builder("twinsuite.forecasts")
            .description("Forecasts written to twins")
            .register(registry);
    for (ForecastPlan.Line line : plan.lines()) {
      series(new Series(line.forecast(), line.model(), "champion"));
      if (!line.challenger().isEmpty()) {
        series(new Series(line.forecast(), line.challenger(), "challenger"));
      }
    }
  }

  /** A forecast is in its twin. */
  void written(TwinForecast forecast) {
    written.increment();
    Score score = forecast.score();
    if (score == null) {
      return;
    }
    ForecastScores.Key key = Forecaster.key(forecast.wanted());
    keep(key, score.state(), score.champion(), forecast.wanted().model(), "champion");
    if (score.challenger() != null) {
      String model = forecast.wanted().line().challenger();
      keep(key, score.state(), score.challenger(), model, "challenger");
    }
  }

  /**
   * What is kept of a forecast from before this process started: its figures are there again before
   * it is made anew. Where several versions of the model were scored it is not known which was the
   * last, and nothing is told until it answers.
   *
   * @param champion model in use
   * @param challenger empty = none
   */
  void kept(ForecastScores.Key key, ScoreState state, String champion, String challenger) {
    onlyVersion(state, champion)
        .ifPresent(version -> keep(key, state, version, champion, "champion"));
    onlyVersion(state, challenger)
        .ifPresent(version -> keep(key, state, version, challenger, "challenger"));
  }

  private static Optional<String> onlyVersion(ScoreState state, String model) {
    List<String> versions =
        state.models().stream()
            .map(ScoreState.Model::model)
            .filter(version -> version.startsWith(Models.name(model) + ':'))
            .toList();
    return versions.size() == 1 ? Optional.of(versions.get(0)) : Optional.empty();
  }

  private void keep(
      ForecastScores.Key key, ScoreState state, String version, String model, String role) {
    Scoring.of(state, version)
        .map(ScoreState.Model::score)
        .filter(score -> score.count() > 0)
        .ifPresent(score -> series(new Series(key.forecast(), model, role)).put(key, score));
  }

  private Map<ForecastScores.Key, RunningScore> series(Series series) {
    return scores.computeIfAbsent(
        series,
        key -> {
          Map<ForecastScores.Key, RunningScore> known = new ConcurrentHashMap<>();
          Tags tags = Tags.of("forecast", key.forecast(), "model", key.model(), "role", key.role());
          gauge(
              "error",
              "Mean absolute error of the last forecasts",
              tags,
              known,
              RunningScore::absolute);
          gauge("bias", "Mean of forecast less truth", tags, known, RunningScore::bias);
          gauge(
              "coverage",
              "Share of truths within the interval",
              tags,
              known,
              score -> score.bounded() == 0 ? Double.NaN : score.coverage());
          gauge(
              "drifting",
              "Share of things whose forecasts are not what they were",
              tags,
              known,
              score -> score.drift().drifting() ? 1 : 0);
          Gauge.builder("twinsuite.forecast.scored", known, ForecastMetrics::scored)
              .description("Forecasts whose truth is known")
              .tags(tags)
              .strongReference(true)
              .register(registry);
          return known;
        });
  }

  private void gauge(
      String name,
      String description,
      Tags tags,
      Map<ForecastScores.Key, RunningScore> known,
      ToDoubleFunction<RunningScore> figure) {
    Gauge.builder("twinsuite.forecast." + name, known, all -> mean(all, figure))
        .description(description)
        .tags(tags)
        .strongReference(true)
        .register(registry);
  }

  private static double scored(Map<ForecastScores.Key, RunningScore> all) {
    return all.isEmpty() ? Double.NaN : all.values().stream().mapToLong(RunningScore::count).sum();
  }

  private static double mean(
      Map<ForecastScores.Key, RunningScore> all, ToDoubleFunction<RunningScore> figure) {
    return all.values().stream()
        .mapToDouble(figure)
        .filter(value -> !Double.isNaN(value))
        .average()
        .orElse(Double.NaN);
  }
}

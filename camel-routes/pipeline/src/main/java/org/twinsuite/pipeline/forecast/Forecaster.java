package org.twinsuite.pipeline.forecast;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.ditto.json.JsonObject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.twinsuite.pipeline.store.ForecastScores;
import org.twinsuite.pipeline.twin.ThingView;
import org.twinsuite.predictors.ResponseSchema;

/**
 * Makes the forecasts that are due and scores those made before: history in batches to the models,
 * answers as twin patches.
 */
public final class Forecaster {
  private static final Logger LOG = LoggerFactory.getLogger(Forecaster.class);
  private static final long REST_NANOS = TimeUnit.SECONDS.toNanos(10);

  /** What a thing without forecasts is told to have, so that it is not looked at all the time. */
  private static final String NOTHING = "";

  private final ForecastRound.Sources from;
  private final ForecastRound.Settings settings;
  private final Question question;
  private final Scoring scoring;

  /** Models that failed, and until when they are left alone. */
  private final Map<String, Long> resting = new HashMap<>();

  Forecaster(ForecastRound.Sources from, ForecastRound.Settings settings) {
    this.from = from;
    this.settings = settings;
    this.question =
        new Question(
            from.history(),
            from.allocator(),
            from.due(),
            new Question.Settings(settings.level(), settings.fallbackStep(), settings.patience()));
    this.scoring = new Scoring(settings.every(), settings.learning(), settings.level());
  }

  /**
   * A forecast to be written to a twin.
   *
   * @param feature its id
   * @param at time of the newest sample it stands on
   * @param patch body of the feature
   * @param score to be kept once the twin has it; null = such answers have no truth
   */
  record TwinForecast(Wanted wanted, String feature, Instant at, JsonObject patch, Score score) {

    String thingId() {
      return wanted.thingId();
    }
  }

  /**
   * How forecasts did.
   *
   * @param champion name and version of the model in use
   * @param challenger of the other; null = none
   */
  record Score(ScoreState state, String champion, String challenger) {}

  /** Makes every due forecast; a model that is missing or fails is logged and tried again later. */
  List<TwinForecast> makeDue() {
    Map<String, List<Wanted>> champions = new LinkedHashMap<>();
    Map<String, List<Wanted>> challengers = new LinkedHashMap<>();
    for (String thingId : from.due().due()) {
      ThingView view = from.views().known(thingId).orElse(null);
      if (view == null) {
        continue;
      }
      List<ForecastPlan.Line> lines = from.plan().of(view.context().equipmentClass());
      Instant sampled = from.due().life(thingId).sampled();
      if (lines.isEmpty()) {
        from.due().done(thingId, NOTHING, sampled);
      }
      for (ForecastPlan.Line line : lines) {
        if (!from.due().isDue(thingId, line.forecast())) {
          continue;
        }
        from.due().asked(thingId, line.forecast());
        String model = view.models().getOrDefault(line.forecast(), line.model());
        add(champions, new Wanted(thingId, line, model, sampled));
        if (!line.challenger().isEmpty() && !line.challenger().equals(model)) {
          add(challengers, new Wanted(thingId, line, line.challenger(), sampled));
        }
      }
    }
    if (champions.isEmpty()) {
      return List.of();
    }
    from.models().refresh();
    Map<Wanted, Answer> answers = ask(champions, this::impossible);
    Map<ForecastScores.Key, Answer> others = new HashMap<>();
    ask(challengers, nothing -> {}).forEach((wanted, answer) -> others.put(key(wanted), answer));
    Map<ForecastScores.Key, ForecastScores.Kept> kept =
        answers.isEmpty()
            ? Map.of()
            : from.scores()
                .read(answers.keySet().stream().map(Wanted::thingId).distinct().toList());
    List<TwinForecast> made = new ArrayList<>(answers.size());
    answers.forEach(
        (wanted, answer) ->
            made.add(
                answer.kind() == ResponseSchema.Answer.SCORES
                    ? anomaly(wanted, answer)
                    : forecast(wanted, answer, others.get(key(wanted)), kept.get(key(wanted)))));
    return made;
  }

  private static void add(Map<String, List<Wanted>> questions, Wanted wanted) {
    questions
        .computeIfAbsent(
            wanted.model() + '/' + wanted.line().feature(), question -> new ArrayList<>())
        .add(wanted);
  }

  /**
   * @param impossible takes those with too little history
   */
  private Map<Wanted, Answer> ask(
      Map<String, List<Wanted>> questions, Consumer<Wanted> impossible) {
    Map<Wanted, Answer> answers = new LinkedHashMap<>();
    questions.forEach(
        (key, wanted) -> {
          String model = wanted.get(0).model();
          if (resting.getOrDefault(model, System.nanoTime()) - System.nanoTime() > 0) {
            return;
          }
          try {
            Map<Wanted, Answer> all = question.ask(from.models().get(model), wanted);
            for (Wanted want : wanted) {
              Answer answer = all.get(want);
              if (answer == null) {
                impossible.accept(want);
              } else if (!answer.late()) {
                answers.put(want, answer);
              }
            }
            resting.remove(model);
          } catch (RuntimeException failed) {
            LOG.warn("model {} made no forecast: {}", model, failed.getMessage());
            resting.put(model, System.nanoTime() + REST_NANOS);
          }
        });
    return answers;
  }

  private void impossible(Wanted wanted) {
    from.due().done(wanted.thingId(), wanted.line().forecast(), wanted.sampled());
  }

  private TwinForecast anomaly(Wanted wanted, Answer answer) {
    Instant before = from.due().life(wanted.thingId()).made(wanted.line().forecast());
    Instant since = before.isAfter(Instant.EPOCH) ? before : answer.at().minus(settings.every());
    return new TwinForecast(
        wanted,
        ForecastFeature.id(wanted.line(), answer),
        answer.at(),
        ForecastFeature.anomaly(answer, since),
        null);
  }

  private TwinForecast forecast(
      Wanted wanted, Answer answer, Answer challenger, ForecastScores.Kept kept) {
    boolean comparable = challenger != null && challenger.kind() == answer.kind();
    Answer other = comparable ? challenger : null;
    ScoreState state =
        scoring.after(
            read(key(wanted), kept),
            wanted,
            from.due().life(wanted.thingId()).begin(),
            answer,
            other);
    return new TwinForecast(
        wanted,
        ForecastFeature.id(wanted.line(), answer),
        answer.at(),
        ForecastFeature.forecast(
            wanted.line(),
            answer,
            settings.level(),
            from.due().unit(wanted.thingId(), wanted.line().feature()),
            state,
            other),
        new Score(
            state, answer.prediction().model(), other == null ? null : other.prediction().model()));
  }

  /**
   * What is kept of a forecast, read; new where it cannot be.
   *
   * @param kept null = nothing
   */
  static ScoreState read(ForecastScores.Key key, ForecastScores.Kept kept) {
    if (kept == null) {
      return ScoreState.NEW;
    }
    try {
      return ScoreState.read(kept.body());
    } catch (RuntimeException unreadable) {
      LOG.warn(
          "scores of {} of {} are of another form, they begin anew: {}",
          key.forecast(),
          key.thingId(),
          unreadable.getMessage());
      return ScoreState.NEW;
    }
  }

  static ForecastScores.Key key(Wanted wanted) {
    return new ForecastScores.Key(wanted.thingId(), wanted.line().forecast());
  }
}

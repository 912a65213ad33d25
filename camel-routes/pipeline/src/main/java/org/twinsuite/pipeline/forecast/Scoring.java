package org.twinsuite.pipeline.forecast;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.twinsuite.pipeline.history.Points;
import org.twinsuite.predictors.ResponseSchema;
import org.twinsuite.predictors.scoring.ChampionChallenger;
import org.twinsuite.predictors.scoring.ForecastScorer;
import org.twinsuite.predictors.scoring.PastForecast;
import org.twinsuite.predictors.scoring.Scored;
import org.twinsuite.predictors.scoring.ScoringConfig;

/**
 * Scores what was forecast before by the samples that came since, and remembers what is forecast
 * now. Pure: all it knows is the state it is given.
 *
 * <p>The truth of a value is the sample nearest to its target, of a remaining life the moment the
 * thing failed. What was forecast before maintenance is not scored after it: the parts it was said
 * of are gone.
 */
final class Scoring {
  private final Duration every;
  private final int learning;
  private final double level;

  /**
   * @param every event time between two forecasts
   * @param learning forecasts that tell which errors are usual
   * @param level coverage of intervals
   */
  Scoring(Duration every, int learning, double level) {
    this.every = every;
    this.learning = learning;
    this.level = level;
  }

  /**
   * The state after a round.
   *
   * @param begin since when samples tell of the thing's present parts
   * @param champion what the model in use says now
   * @param challenger what the other says; null = nothing
   */
  ScoreState after(
      ScoreState before, Wanted wanted, Instant begin, Answer champion, Answer challenger) {
    boolean life = champion.kind() == ResponseSchema.Answer.LIFE;
    ScoringConfig config =
        (life ? ScoringConfig.atOnce() : ScoringConfig.of(champion.row().step()))
            .withLearning(learning);
    Round round = new Round(before, wanted, config, pair(before.pair(), champion, challenger));
    if (life) {
      round.life(wanted.line().failed(), begin, champion, challenger);
    } else {
      round.values(begin, champion, challenger);
    }
    return round.state(champion.at());
  }

  /** Overlapping forecasts err together: those of one horizon are compared as one. */
  private ChampionChallenger pair(ChampionChallenger known, Answer champion, Answer challenger) {
    if (challenger == null) {
      return known;
    }
    String one = champion.prediction().model();
    String other = challenger.prediction().model();
    boolean same =
        known != null && known.champion().equals(one) && known.challenger().equals(other);
    if (same || one.equals(other)) {
      return known;
    }
    long overlapping = -Math.floorDiv(-champion.ahead().toMillis(), every.toMillis());
    return ChampionChallenger.of(one, other, (int) Math.max(1, overlapping));
  }

  /** One round of one forecast of one thing. */
  private final class Round {
    private final ScoreState before;
    private final String thing;
    private final String forecast;
    private final String feature;
    private final ScoringConfig config;
    private ForecastScorer scorer;
    private ChampionChallenger pair;

    Round(ScoreState before, Wanted wanted, ScoringConfig config, ChampionChallenger pair) {
      this.before = before;
      this.thing = wanted.thingId();
      this.forecast = wanted.line().forecast();
      this.feature = wanted.line().feature();
      this.config = config;
      this.pair = pair;
      this.scorer =
          ForecastScorer.resume(
              config, before.models().stream().map(m -> m.entry(thing, forecast)).toList());
    }

    void values(Instant begin, Answer champion, Answer challenger) {
      drop(begin, champion.ahead());
      Points points = champion.history().get(feature);
      Duration half = champion.row().step().dividedBy(2);
      for (int i = 0; points != null && i < points.at().length; i++) {
        Instant at = Instant.ofEpochMilli(points.at()[i]);
        if (at.isAfter(before.seen()) && !at.isBefore(begin)) {
          List<Scored> scored = scorer.truth(thing, forecast, at.plus(half), points.value()[i]);
          if (pair != null) {
            pair = pair.after(scored);
          }
        }
      }
      remember(champion, champion.value(), champion.lower(), champion.upper());
      if (challenger != null) {
        remember(challenger, challenger.value(), challenger.lower(), challenger.upper());
      }
    }

    void life(FailureSign sign, Instant begin, Answer champion, Answer challenger) {
      Points points = sign == null ? null : champion.history().get(sign.feature());
      boolean renewed = begin.isAfter(before.seen());
      if (sign != null) {
        // the first round after maintenance still looks at the life before
        sign.first(points, before.seen(), renewed ? begin : champion.at()).ifPresent(this::failed);
      }
      drop(begin, Duration.ZERO);
      if (sign != null && !sign.stands(points)) {
        remember(champion);
        if (challenger != null) {
          remember(challenger);
        }
      }
    }

    /** Moments are told apart in hours since 1970: what is scored is the forecast moment. */
    private void remember(Answer life) {
      double now = hours(life.at());
      remember(life, now + life.value(), now + life.lower(), now + life.upper());
    }

    /** Forecasts of one life err together: all of them are one comparison. */
    private void failed(Instant at) {
      List<Scored> scored = scorer.truth(thing, forecast, at, hours(at));
      if (pair == null) {
        return;
      }
      Map<Instant, Double> usual = new HashMap<>();
      Map<Instant, Double> other = new HashMap<>();
      for (Scored one : scored) {
        String model = one.forecast().model();
        if (model.equals(pair.champion())) {
          usual.put(one.forecast().target(), Math.abs(one.error()));
        } else if (model.equals(pair.challenger())) {
          other.put(one.forecast().target(), Math.abs(one.error()));
        }
      }
      usual.keySet().retainAll(other.keySet());
      other.keySet().retainAll(usual.keySet());
      if (!usual.isEmpty()) {
        pair = pair.after(mean(usual), mean(other));
      }
    }

    private void remember(Answer answer, double value, double lower, double upper) {
      String model = answer.prediction().model();
      boolean known =
          scorer.state().stream()
              .filter(entry -> entry.model().equals(model))
              .flatMap(entry -> entry.pending().stream())
              .anyMatch(past -> !past.target().isBefore(answer.target()));
      if (answer.prediction().ok() && Double.isFinite(value) && !known) {
        scorer.issued(
            new PastForecast(thing, forecast, model, answer.target(), value, lower, upper, level));
      }
    }

    /** What was said before the parts were renewed, of a time after it, has no truth. */
    private void drop(Instant begin, Duration ahead) {
      if (!begin.isAfter(before.seen())) {
        return;
      }
      List<ForecastScorer.Entry> kept = new ArrayList<>();
      for (ForecastScorer.Entry entry : scorer.state()) {
        List<PastForecast> waiting =
            entry.pending().stream()
                .filter(past -> !past.target().minus(ahead).isBefore(begin))
                .toList();
        kept.add(
            new ForecastScorer.Entry(
                thing,
                forecast,
                entry.model(),
                entry.score(),
                entry.unscored() + entry.pending().size() - waiting.size(),
                waiting));
      }
      scorer = ForecastScorer.resume(config, kept);
    }

    ScoreState state(Instant at) {
      return new ScoreState(at, scorer.state().stream().map(ScoreState.Model::of).toList(), pair);
    }
  }

  /** The figures of a model. */
  static Optional<ScoreState.Model> of(ScoreState state, String model) {
    return state.models().stream().filter(known -> known.model().equals(model)).findFirst();
  }

  private static double mean(Map<Instant, Double> errors) {
    return errors.values().stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  private static double hours(Instant at) {
    return at.toEpochMilli() / 3_600_000.0;
  }
}

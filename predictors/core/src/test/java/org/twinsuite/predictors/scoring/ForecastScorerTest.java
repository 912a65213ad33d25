package org.twinsuite.predictors.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ForecastScorerTest {

  private static final ScoringConfig CONFIG = ScoringConfig.of(Duration.ofHours(1));
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private static Instant hour(long hour) {
    return START.plus(Duration.ofHours(hour));
  }

  private static PastForecast forecast(String model, long hour, double value, double half) {
    return new PastForecast(
        "pump", "heat", model, hour(hour), value, value - half, value + half, .9);
  }

  /** Runs hours of truths 50 + noise, whose forecasts are 50 plus an offset. */
  private static RunningScore run(
      ForecastScorer scorer, int from, int hours, double offset, double noise, Random random) {
    for (int i = from; i < from + hours; i++) {
      scorer.issued(forecast("m:1", i, 50 + offset, 1.645));
      scorer.truth("pump", "heat", hour(i), 50 + noise * random.nextGaussian());
    }
    return scorer.score("pump", "heat", "m:1").orElseThrow();
  }

  @Test
  void givenATruthWhenItArrivesThenErrorBiasAndCoverageAreKnown() {
    ForecastScorer scorer = new ForecastScorer(CONFIG);
    scorer.issued(forecast("m:1", 1, 12, 3));
    scorer.issued(forecast("m:1", 2, 9, 0.5));

    assertThat(scorer.truth("pump", "heat", hour(1), 10)).hasSize(1);
    assertThat(scorer.truth("pump", "heat", hour(2), 10))
        .extracting(Scored::error)
        .containsExactly(-1.0);

    RunningScore score = scorer.score("pump", "heat", "m:1").orElseThrow();
    assertThat(score.count()).isEqualTo(2);
    assertThat(score.absolute()).isEqualTo(1.5);
    assertThat(score.bias()).isEqualTo(0.5);
    assertThat(score.rootMeanSquare()).isEqualTo(Math.sqrt(2.5));
    assertThat(score.coverage()).isEqualTo(0.5);
    assertThat(score.level()).isEqualTo(0.9);
    assertThat(score.drift().verdict()).isEqualTo(Drift.Verdict.LEARNING);
    assertThat(score.last()).isEqualTo(hour(2));
  }

  @Test
  void givenATruthThatComesTooLateWhenItArrivesThenTheForecastIsDroppedAndCounted() {
    ForecastScorer scorer = new ForecastScorer(CONFIG);
    scorer.issued(forecast("m:1", 1, 12, 3));
    scorer.issued(forecast("m:1", 4, 12, 3));
    scorer.issued(forecast("m:1", 9, 12, 3));

    List<Scored> scored = scorer.truth("pump", "heat", hour(5), 10);

    assertThat(scored).extracting(s -> s.forecast().target()).containsExactly(hour(4));
    ForecastScorer.Entry entry = scorer.state().get(0);
    assertThat(entry.unscored()).isEqualTo(1);
    assertThat(entry.pending()).extracting(PastForecast::target).containsExactly(hour(9));
  }

  @Test
  void givenNoTruthWhenForecastsGoOnThenMemoryIsBounded() {
    ScoringConfig small =
        new ScoringConfig(10, Duration.ofHours(1), 3, false, 2, 2, CONFIG.change(), 9.2);
    ForecastScorer scorer = new ForecastScorer(small);
    for (int i = 0; i < 1000; i++) {
      scorer.issued(
          new PastForecast(
              "pump " + i % 7, "heat", "m:" + i % 5, hour(i), 1, Double.NaN, Double.NaN, .9));
    }

    assertThat(scorer.state()).hasSizeLessThanOrEqualTo(4);
    assertThat(scorer.state()).allSatisfy(e -> assertThat(e.pending()).hasSizeLessThanOrEqualTo(3));
    assertThat(scorer.truth("unknown", "heat", hour(1), 1)).isEmpty();
    assertThat(scorer.truth("pump 1", "heat", hour(999), Double.NaN)).isEmpty();
  }

  @Test
  void givenATruthThatComesOnceWhenManyForecastsWaitThenTheyAreSpreadOverTheTimeBefore() {
    ForecastScorer scorer = new ForecastScorer(ScoringConfig.atOnce());
    for (int i = 0; i < 5000; i++) {
      scorer.issued(forecast("m:1", i, 5000, 5));
    }

    List<PastForecast> waiting = scorer.state().get(0).pending();
    assertThat(waiting).hasSizeBetween(32, 64);
    assertThat(waiting.get(0).target()).isEqualTo(hour(0));
    for (int i = 1; i < waiting.size(); i++) {
      assertThat(Duration.between(waiting.get(i - 1).target(), waiting.get(i).target()))
          .isBetween(Duration.ofHours(60), Duration.ofHours(260));
    }
    // AND the truth scores all of them
    assertThat(scorer.truth("pump", "heat", hour(5000), 5000)).hasSameSizeAs(waiting);
  }

  @Test
  void givenAGoodModelWhenScoredThenItIsSteadyAndCovers() {
    RunningScore score = run(new ForecastScorer(CONFIG), 0, 2000, 0, 1, new Random(1));

    assertThat(score.drift().verdict()).isEqualTo(Drift.Verdict.STEADY);
    assertThat(score.coverage()).isCloseTo(0.9, within(0.1));
    assertThat(score.absolute()).isCloseTo(0.8, within(0.25));
  }

  @Test
  void givenForecastsThatBecomeTooHighWhenScoredThenThatIsTheVerdict() {
    ForecastScorer scorer = new ForecastScorer(CONFIG);
    Random random = new Random(2);
    run(scorer, 0, 200, 0, 1, random);

    RunningScore score = run(scorer, 200, 20, 3, 1, random);

    assertThat(score.drift().verdict()).isEqualTo(Drift.Verdict.TOO_HIGH);
    assertThat(score.drift().since()).isBetween(hour(200), hour(220));
    assertThat(score.bias()).isPositive();
  }

  @Test
  void givenErrorsThatGrowWhenScoredThenDriftIsToldAndPassesWithTheNewUsual() {
    ForecastScorer scorer = new ForecastScorer(CONFIG);
    Random random = new Random(3);
    run(scorer, 0, 200, 0, 1, random);

    RunningScore worse = run(scorer, 200, 40, 0, 4, random);

    assertThat(worse.drift().verdict()).isIn(Drift.Verdict.LARGER_ERRORS, Drift.Verdict.TOO_NARROW);
  }

  @Test
  void givenIntervalsTooNarrowFromTheStartWhenScoredThenThatIsTheVerdict() {
    RunningScore score = run(new ForecastScorer(CONFIG), 0, 60, 0, 3, new Random(4));

    assertThat(score.drift().verdict()).isEqualTo(Drift.Verdict.TOO_NARROW);
    assertThat(score.coverage()).isLessThan(0.7);
  }

  @Test
  void givenStateInJsonWhenResumedThenTheFiguresGoOnTheSame() throws Exception {
    ObjectMapper json = JsonMapper.builder().addModule(new JavaTimeModule()).build();
    ForecastScorer whole = new ForecastScorer(CONFIG);
    ForecastScorer half = new ForecastScorer(CONFIG);
    run(whole, 0, 130, 0, 1, new Random(5));
    run(half, 0, 130, 0, 1, new Random(5));
    whole.issued(forecast("m:2", 500, 1, 1));
    half.issued(forecast("m:2", 500, 1, 1));

    byte[] kept = json.writeValueAsBytes(half.state());
    List<ForecastScorer.Entry> read =
        Arrays.asList(json.readValue(kept, ForecastScorer.Entry[].class));
    ForecastScorer resumed = ForecastScorer.resume(CONFIG, read);

    assertThat(run(resumed, 130, 70, 1, 1, new Random(6)))
        .isEqualTo(run(whole, 130, 70, 1, 1, new Random(6)));
    assertThat(resumed.state()).isEqualTo(whole.state());
  }

  @Test
  void aForecastThatIsNoNumberIsRefused() {
    assertThatThrownBy(() -> forecast("m:1", 1, Double.NaN, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("finite");
  }
}

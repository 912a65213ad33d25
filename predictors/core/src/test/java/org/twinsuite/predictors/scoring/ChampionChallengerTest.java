package org.twinsuite.predictors.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ChampionChallengerTest {

  private static ChampionChallenger run(int pairs, double better, int block, long seed) {
    Random random = new Random(seed);
    ChampionChallenger state = ChampionChallenger.of("a:1", "b:2", block);
    for (int i = 0; i < pairs; i++) {
      state =
          state.after(
              Math.abs(random.nextGaussian()), Math.abs(random.nextGaussian()) * (1 - better));
    }
    return state;
  }

  @Test
  void givenABetterChallengerWhenComparedThenItWinsSoon() {
    ModelVerdict verdict = run(200, 0.5, 1, 1).verdict();

    assertThat(verdict.outcome()).isEqualTo(ModelVerdict.Outcome.CHALLENGER);
    assertThat(verdict.gain()).isPositive();
    assertThat(verdict.dieboldMariano()).isGreaterThan(2);
    assertThat(verdict.toString())
        .startsWith("challenger: b:2 won ")
        .contains("of 200 against a:1");
  }

  @Test
  void givenAWorseChallengerWhenComparedThenTheChampionStays() {
    assertThat(run(300, -1, 1, 2).verdict().outcome()).isEqualTo(ModelVerdict.Outcome.CHAMPION);
  }

  @Test
  void givenEqualModelsWhenLookedAtAfterEveryPairThenFalseVerdictsStayRare() {
    int decided = 0;
    for (int seed = 0; seed < 500; seed++) {
      Random random = new Random(seed);
      ChampionChallenger state = ChampionChallenger.of("a:1", "b:2", 1);
      boolean ever = false;
      for (int i = 0; i < 300; i++) {
        state = state.after(random.nextDouble(), random.nextDouble());
        ever |= state.verdict().outcome() != ModelVerdict.Outcome.UNDECIDED;
      }
      decided += ever ? 1 : 0;
    }

    // 1 % of 500 is 5
    assertThat(decided).isLessThanOrEqualTo(12);
  }

  @Test
  void givenManySmallWinsAndFewLargeLossesWhenComparedThenTheVerdictIsMixed() {
    ChampionChallenger state = ChampionChallenger.of("a:1", "b:2", 1);
    for (int i = 0; i < 100; i++) {
      state = i % 10 == 0 ? state.after(1, 50) : state.after(1, 0.9);
    }

    assertThat(state.verdict().outcome()).isEqualTo(ModelVerdict.Outcome.MIXED);
  }

  @Test
  void givenOverlappingForecastsWhenComparedThenABlockCountsOnce() {
    ChampionChallenger state = run(48, 0.9, 12, 3);

    assertThat(state.blocks()).isEqualTo(4);
    assertThat(state.wins() + state.losses()).isEqualTo(4);
    assertThat(state.verdict().outcome()).isEqualTo(ModelVerdict.Outcome.UNDECIDED);
  }

  @Test
  void givenScoredForecastsWhenPairedThenOnlyTheSameTargetCounts() {
    Instant target = Instant.EPOCH;
    Instant other = target.plus(Duration.ofHours(1));
    List<Scored> scored =
        List.of(
            scored("a:1", target, 5), scored("b:2", target, 3),
            scored("b:2", other, 1), scored("c:3", target, 1));

    ModelVerdict verdict = ChampionChallenger.of("a:1", "b:2", 1).after(scored).verdict();

    assertThat(verdict.pairs()).isEqualTo(1);
    assertThat(verdict.wins()).isEqualTo(1);
    assertThat(verdict.gain()).isEqualTo(2);
  }

  @Property(tries = 100)
  void exchangedModelsGiveTheMirroredVerdict(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 5) int block) {
    Random random = new Random(seed);
    ChampionChallenger one = ChampionChallenger.of("a:1", "b:2", block);
    ChampionChallenger mirror = ChampionChallenger.of("b:2", "a:1", block);
    for (int i = 0; i < 60; i++) {
      double a = random.nextDouble();
      double b = random.nextDouble() * 0.6;
      one = one.after(a, b);
      mirror = mirror.after(b, a);
    }

    assertThat(one.wins()).isEqualTo(mirror.losses());
    assertThat(one.gain()).isCloseTo(-mirror.gain(), within(1e-12));
    assertThat(one.logEvidence()).isCloseTo(mirror.logEvidence(), within(1e-9));
  }

  private static Scored scored(String model, Instant target, double error) {
    PastForecast forecast =
        new PastForecast("pump", "heat", model, target, error, Double.NaN, Double.NaN, 0.9);
    return new Scored(forecast, 0);
  }
}

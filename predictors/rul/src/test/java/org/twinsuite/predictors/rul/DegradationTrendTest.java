package org.twinsuite.predictors.rul;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.twinsuite.predictors.Prediction;
import org.twinsuite.predictors.Predictor;
import org.twinsuite.predictors.PredictorContract;
import org.twinsuite.predictors.SeriesRequest;
import org.twinsuite.predictors.Status;

class DegradationTrendTest extends PredictorContract {

  private static final int ONSET = 300;
  private static final double GROWTH = 0.02;
  private static final double SOUND = 2;
  private static final double FIRST = 0.5;
  private static final double FAILED = 7.1;

  @Override
  protected Predictor predictor() {
    return new DegradationTrend(DegradationConfig.absolute("pump", FAILED));
  }

  @Override
  protected SeriesRequest soundRow(String seriesId) {
    return daily(seriesId, 1, wearing(400, 1));
  }

  /**
   * Vibration of 2 mm/s with 5 % noise; after the onset another source of its own power grows by 2
   * % a step.
   */
  private static double[] wearing(int length, long seed) {
    Random random = new Random(seed);
    double[] values = new double[length];
    for (int i = 0; i < length; i++) {
      double wear = i < ONSET ? 0 : FIRST * Math.exp(GROWTH * (i - ONSET));
      values[i] = Math.hypot(SOUND, wear) * Math.exp(0.05 * random.nextGaussian());
    }
    return values;
  }

  private Prediction predictOne(double... values) {
    return predict(List.of(daily("pump-1", 1, values))).get(0);
  }

  @Test
  void givenSteadyLevelWhenPredictedThenHealthyWithoutALife() {
    Prediction answer = predictOne(wearing(ONSET, 7));

    assertThat(answer.status()).isEqualTo(Status.HEALTHY);
    assertThat(answer.mean()).containsExactly(Double.NaN);
  }

  @Test
  void givenExponentialWearWhenPredictedThenTheLifeIsNearTheTruth() {
    double truth = failure() - 379;
    double[] told = new double[40];
    for (int seed = 0; seed < told.length; seed++) {
      Prediction answer = predictOne(wearing(380, seed));

      assertThat(answer.status()).isEqualTo(Status.OK);
      told[seed] = answer.mean()[0];
      assertThat(told[seed]).isBetween(truth * 0.5, truth * 2);
    }
    assertThat(RobustStatistics.median(told, 0, told.length))
        .isCloseTo(truth, withinPercentage(15));
  }

  /** From the first answer to the failure: wear that hides below the sound level is not missed. */
  @Test
  void givenExponentialWearWhenPredictedAllAlongThenTheIntervalsHoldTheTruth() {
    int asked = 0;
    int covered = 0;
    int tooLate = 0;
    for (int seed = 0; seed < 20; seed++) {
      double[] values = wearing((int) failure(), seed);
      for (int seen = ONSET + 10; seen < values.length; seen += 7) {
        Prediction answer = predictOne(Arrays.copyOf(values, seen));
        if (answer.ok()) {
          double truth = failure() - (seen - 1);
          asked++;
          covered += answer.lower()[0] <= truth && !(answer.upper()[0] < truth) ? 1 : 0;
          tooLate += answer.lower()[0] > truth ? 1 : 0;
        }
      }
    }
    assertThat(asked).isGreaterThan(100);
    assertThat(covered).isGreaterThan((int) (0.85 * asked));
    assertThat(tooLate).as("promised more than there was").isLessThan((int) (0.05 * asked));
  }

  @Test
  void givenABaselineJustBelowTheThresholdWhenItWearsThenItsLifeIsTold() {
    double[] loud = wearing(370, 4);
    for (int i = 0; i < loud.length; i++) {
      loud[i] *= 2.6;
    }
    double truth = ONSET + Math.log(Math.sqrt(FAILED * FAILED / 6.76 - 4) / FIRST) / GROWTH - 369;

    Prediction answer = predictOne(loud);

    assertThat(answer.status()).isEqualTo(Status.OK);
    assertThat(answer.mean()[0]).isBetween(0.0, Math.max(10, 2 * truth));
  }

  /** Step at which the level without noise reaches the threshold. */
  private static double failure() {
    double wear = Math.sqrt(FAILED * FAILED - SOUND * SOUND);
    return ONSET + Math.log(wear / FIRST) / GROWTH;
  }

  @Test
  void givenALongSoundLifeBeforeWhenWearBeginsThenTheWarningIsNoLater() {
    double afterWeeks = predictOne(raisedAfter(1_500)).mean()[0];
    double afterYears = predictOne(raisedAfter(30_000)).mean()[0];

    assertThat(afterYears).isCloseTo(afterWeeks, withinPercentage(15));
  }

  /** A sound life, then always the same 60 steps at 1.4 to 1.6 times its level. */
  private static double[] raisedAfter(int sound) {
    Random before = new Random(11);
    Random after = new Random(12);
    double[] values = new double[sound + 60];
    for (int i = 0; i < values.length; i++) {
      int raised = i - sound;
      double wear = raised < 0 ? 1 : 1.5 + 0.1 * Math.sin(raised / 9.0);
      double noise = raised < 0 ? before.nextGaussian() : after.nextGaussian();
      values[i] = 2 * wear * Math.exp(0.05 * noise);
    }
    return values;
  }

  @Test
  void givenAStepWithoutGrowthWhenPredictedThenNoLifeIsClaimed() {
    double[] values = wearing(ONSET, 3);
    double[] stepped = Arrays.copyOf(values, 600);
    for (int i = ONSET; i < 600; i++) {
      stepped[i] = values[i - ONSET] * 1.5;
    }

    Prediction answer = predictOne(stepped);

    // THEN neither long after the step nor soon after it: the jump itself is no growth
    for (int since = 20; since <= 40; since++) {
      Prediction early = predictOne(Arrays.copyOf(stepped, ONSET + since));
      assertThat(early.ok() && early.mean()[0] < 200).as("%d steps after", since).isFalse();
    }
    assertThat(answer.ok() && answer.upper()[0] < 600).isFalse();
  }

  @Test
  void givenSpikesAndStandstillsWhenPredictedThenStillHealthy() {
    double[] values = wearing(ONSET, 5);
    for (int i = 20; i < ONSET; i += 37) {
      values[i] = 30;
      values[i + 1] = 0;
      values[i + 2] = Double.NaN;
    }

    assertThat(predictOne(values).status()).isEqualTo(Status.HEALTHY);
  }

  @Test
  void givenLevelBeyondTheThresholdWhenPredictedThenNoLifeIsLeft() {
    assertThat(predictOne(wearing(450, 2)).mean()).containsExactly(0);
  }

  @Test
  void givenAThresholdBelowTheBaselineWhenPredictedThenTheFixIsNamed() {
    double[] loud = new double[100];
    Arrays.fill(loud, 9);

    assertThat(predictOne(loud).status()).contains("threshold 7.1", "raise it");
  }
}

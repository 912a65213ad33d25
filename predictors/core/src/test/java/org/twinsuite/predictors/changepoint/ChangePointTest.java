package org.twinsuite.predictors.changepoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.twinsuite.predictors.Prediction;
import org.twinsuite.predictors.Predictor;
import org.twinsuite.predictors.PredictorContract;
import org.twinsuite.predictors.SeriesRequest;

class ChangePointTest extends PredictorContract {

  @Override
  protected Predictor predictor() {
    return new ChangePointPredictor();
  }

  @Override
  protected SeriesRequest soundRow(String seriesId) {
    return daily(seriesId, 1, noise(400, 0, 3));
  }

  private static double[] noise(int length, double correlation, long seed) {
    Random random = new Random(seed);
    double[] values = new double[length];
    double last = 0;
    for (int i = 0; i < length; i++) {
      last = correlation * last + random.nextGaussian();
      values[i] = 20 + last;
    }
    return values;
  }

  private static List<Change> changes(double[] values) {
    List<Change> changes = new ArrayList<>();
    ChangeState state = ChangeState.NEW;
    for (int i = 0; i < values.length; i++) {
      state = state.after(values[i], ChangeConfig.defaults());
      var change = state.change(i, ChangeConfig.defaults());
      if (change.isPresent()) {
        changes.add(change.get());
        state = ChangeState.NEW;
      }
    }
    return changes;
  }

  @Test
  void givenSteadyNoiseWhenWatchedThenAlarmsAreAsRareAsStated() {
    int alarms = 0;
    for (int seed = 0; seed < 40; seed++) {
      alarms += changes(noise(10_000, 0, seed)).size();
    }

    // 400,000 values at one alarm in 10,000, and twice that as margin
    assertThat(alarms).isLessThanOrEqualTo(80);
  }

  @Test
  void givenSlowNoiseWhenWatchedThenAlarmsStayRare() {
    int alarms = 0;
    for (int seed = 0; seed < 40; seed++) {
      alarms += changes(noise(10_000, 0.6, seed)).size();
    }

    assertThat(alarms).isLessThanOrEqualTo(200);
  }

  @Test
  void givenNoiseWithHeavyTailsWhenWatchedThenAlarmsStayRare() {
    Random random = new Random(4);
    double[] values = new double[200_000];
    for (int i = 0; i < values.length; i++) {
      double laplace = -Math.log(1 - random.nextDouble());
      values[i] = random.nextBoolean() ? laplace : -laplace;
    }

    assertThat(changes(values)).hasSizeLessThanOrEqualTo(60);
  }

  @Test
  void givenAFlatSeriesThatMovesWhenWatchedThenOnlyTheMoveIsTold() {
    double[] values = new double[300];
    for (int i = 0; i < values.length; i++) {
      values[i] = i < 200 ? 7 : 8;
    }

    List<Change> changes = changes(values);

    assertThat(changes).hasSize(1);
    assertThat(changes.get(0).kind()).isEqualTo(Change.Kind.LEVEL_UP);
    assertThat(changes.get(0).at()).isEqualTo(200);
  }

  @Test
  void givenOneWildValueWhenWatchedThenItIsNoChangeAndBlindsNothing() {
    double[] values = noise(600, 0, 5);
    values[200] = 1e9;
    for (int i = 400; i < 600; i++) {
      values[i] += 3;
    }

    List<Change> changes = changes(values);

    assertThat(changes.get(0).kind()).isEqualTo(Change.Kind.LEVEL_UP);
    assertThat(changes.get(0).at()).isBetween(395L, 405L);
    assertThat(changes.get(0).seen()).isLessThan(415);
  }

  @Test
  void givenASensorThatSticksWhenWatchedThenItIsNarrower() {
    double[] values = noise(500, 0, 6);
    for (int i = 300; i < 500; i++) {
      values[i] = 20.1;
    }

    assertThat(changes(values).get(0).kind()).isEqualTo(Change.Kind.NARROWER);
    assertThat(changes(values).get(0).seen()).isLessThan(330);
  }

  @Test
  void theChangeIsToldInTheStatusAndScoresMarkIt() {
    double[] values = noise(400, 0, 3);
    for (int i = 250; i < 400; i++) {
      values[i] -= 4;
    }
    values[100] = Double.NaN;

    Prediction answer = predict(List.of(daily("a", 1, values))).get(0);

    assertThat(answer.ok()).isTrue();
    assertThat(answer.status()).startsWith("ok (level down at 2").doesNotContain(";");
    assertThat(answer.mean()).hasSize(400);
    assertThat(answer.mean()[100]).isZero();
    int first = 0;
    while (answer.mean()[first] < 1) {
      first++;
    }
    assertThat(first).isBetween(250, 265);
  }
}

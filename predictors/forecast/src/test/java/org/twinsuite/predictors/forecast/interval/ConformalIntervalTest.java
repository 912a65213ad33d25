package org.twinsuite.predictors.forecast.interval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.twinsuite.predictors.forecast.series.ForecastTask;

class ConformalIntervalTest {

  @Test
  void originsLeaveHalfOfTheValuesAndAskForKnownOnes() {
    double[] y = new double[40];
    for (int t = 0; t < y.length; t++) {
      y[t] = t;
    }

    Backtest backtest = Backtest.of(new ForecastTask(y, new int[0], 8));

    assertThat(backtest.tasks()).hasSize(6);
    for (int k = 0; k < 6; k++) {
      ForecastTask task = backtest.tasks().get(k);
      assertThat(task.values().length).isBetween(20, 39);
      assertThat(backtest.answers().get(k)).hasSize(task.horizon());
      assertThat(backtest.answers().get(k)[0]).isEqualTo(task.values().length);
    }
  }

  @Test
  void tooFewValuesGiveNoInterval() {
    Backtest none = Backtest.of(new ForecastTask(new double[] {1, 2, 3}, new int[0], 4));

    assertThat(none.tasks()).isEmpty();
    assertThat(ConformalInterval.of(task(20, 4), List.of(), List.of(), 0.9).at(1)).isNaN();
  }

  @Test
  void coversAboutAsOftenAsAsked() {
    Random random = new Random(7);
    int covered = 0;
    int trials = 2000;
    for (int trial = 0; trial < trials; trial++) {
      ConformalInterval interval = onNoise(random, 0.9);
      covered += Math.abs(random.nextGaussian()) <= interval.at(3) ? 1 : 0;
    }

    assertThat((double) covered / trials).isBetween(0.86, 0.99);
  }

  @Test
  void higherLevelsAreWider() {
    double narrow = onNoise(new Random(1), 0.5).at(2);
    double wide = onNoise(new Random(1), 0.95).at(2);

    assertThat(wide).isGreaterThan(narrow);
  }

  private static ConformalInterval onNoise(Random random, double level) {
    List<double[]> forecasts = new ArrayList<>();
    List<double[]> answers = new ArrayList<>();
    for (int k = 0; k < 6; k++) {
      forecasts.add(new double[6]);
      answers.add(random.doubles(6).map(u -> random.nextGaussian()).toArray());
    }
    return ConformalInterval.of(task(100, 6), forecasts, answers, level);
  }

  @Test
  void aHorizonThatIsLongBesideTheHistoryWidens() {
    List<double[]> forecasts = List.of(new double[] {0, 0}, new double[] {0, 0});
    List<double[]> answers = List.of(new double[] {1, -2}, new double[] {-1, 2});

    double brief = ConformalInterval.of(task(12, 6), forecasts, answers, 0.9).at(1);
    double lasting = ConformalInterval.of(task(600, 6), forecasts, answers, 0.9).at(1);

    assertThat(brief).isGreaterThan(1.1 * lasting);
  }

  private static ForecastTask task(int length, int horizon) {
    return new ForecastTask(new double[length], new int[0], horizon);
  }
}

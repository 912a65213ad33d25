package org.twinsuite.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class NabScorerTest {

  private static final int LENGTH = 1000;
  private static final NabSeries SERIES =
      new NabSeries("a", new double[LENGTH], new int[][] {{400, 499}});

  private static double score(NabProfile profile, int... alarms) {
    double[] scores = new double[LENGTH];
    for (int alarm : alarms) {
      scores[alarm] = 1;
    }
    return NabScorer.score(List.of(SERIES), List.of(scores), profile).normalised();
  }

  @Test
  void anAlarmAtTheStartOfTheWindowIsPerfect() {
    assertThat(score(NabProfile.STANDARD, 400)).isCloseTo(100, within(1e-9));
  }

  @Test
  void anAlarmDuringProbationIsNotSeen() {
    assertThat(score(NabProfile.STANDARD, 149)).isZero();
  }

  @Test
  void anAlarmBeforeAnyWindowCostsTheWeightOfAFalsePositive() {
    double both = score(NabProfile.STANDARD, 200, 400);

    assertThat(both).isCloseTo(100 * (2 - 0.11) / 2, within(1e-9));
  }

  @Test
  void laterAlarmsInTheWindowEarnLess() {
    assertThat(score(NabProfile.STANDARD, 490)).isBetween(50.0, 75.0);
  }
}

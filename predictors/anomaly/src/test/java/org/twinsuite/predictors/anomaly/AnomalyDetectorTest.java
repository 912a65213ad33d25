package org.twinsuite.predictors.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.twinsuite.predictors.Prediction;
import org.twinsuite.predictors.Predictor;
import org.twinsuite.predictors.PredictorContract;
import org.twinsuite.predictors.SeriesRequest;

class AnomalyDetectorTest extends PredictorContract {

  private static final int LENGTH = 2000;
  private static final int FAULT = 1500;

  @Override
  protected Predictor predictor() {
    return new AnomalyPredictor();
  }

  @Override
  protected SeriesRequest soundRow(String seriesId) {
    return daily(seriesId, 1, wave(0));
  }

  private static double[] wave(double jump) {
    Random random = new Random(3);
    double[] values = new double[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      boolean faulty = i >= FAULT && i < FAULT + 40;
      values[i] = Math.sin(i * Math.PI / 24) + 0.05 * random.nextGaussian() + (faulty ? jump : 0);
    }
    return values;
  }

  private static long alarms(double[] scores, int from, int to) {
    long count = 0;
    for (int i = from; i < to; i++) {
      count += scores[i] >= 1 ? 1 : 0;
    }
    return count;
  }

  @Test
  void givenAJumpWhenWatchedThenItAlarmsOnceAndSoon() {
    Prediction answer = predict(List.of(daily("a", 1, wave(2)))).get(0);

    assertThat(alarms(answer.mean(), FAULT, FAULT + 24)).isEqualTo(1);
  }

  @Test
  void givenTheUsualWaveWhenWatchedThenAlarmsAreRare() {
    Prediction answer = predict(List.of(daily("a", 1, wave(0)))).get(0);

    assertThat(alarms(answer.mean(), 300, LENGTH)).isLessThanOrEqualTo(8);
  }

  @Test
  void memoryStaysBoundedAndMissingValuesAreSkipped() {
    AnomalyDetector detector = new AnomalyDetector(AnomalyConfig.of(300));
    Random random = new Random(1);
    double highest = 0;
    for (int i = 0; i < 10_000; i++) {
      highest = Math.max(highest, detector.next(i % 50 == 0 ? Double.NaN : random.nextDouble()));
    }

    assertThat(highest).isPositive();
    assertThat(detector.next(Double.NaN)).isZero();
  }

  @Test
  void scaleAndOffsetOfTheStreamDoNotMatter() {
    double[] plain = wave(2);
    double[] scaled = new double[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      scaled[i] = 1024 * plain[i];
    }

    assertThat(new AnomalyDetector(AnomalyConfig.of(300)).scores(scaled))
        .containsExactly(new AnomalyDetector(AnomalyConfig.of(300)).scores(plain));
  }
}

package org.twinsuite.predictors.forecast.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.twinsuite.predictors.forecast.methods.Intermittent.Kind;
import org.twinsuite.predictors.forecast.series.DemandClass;
import org.twinsuite.predictors.forecast.series.ForecastTask;

class IntermittentTest {

  private static final double[] EVERY_SECOND = {0, 4, 0, 4, 0, 4, 0, 4, 0, 4, 0, 4};

  @Test
  void crostonGivesSizeOverInterval() {
    assertThat(rate(Kind.CROSTON, EVERY_SECOND)).isCloseTo(2, within(1e-12));
  }

  @Test
  void sbaTakesTheBiasOff() {
    // The best of the smoothings is between 0.05 and 0.3.
    assertThat(rate(Kind.SBA, EVERY_SECOND)).isBetween(2 * (1 - 0.3 / 2), 2 * (1 - 0.05 / 2));
  }

  @Test
  void tsbFallsDuringSilenceAndCrostonDoesNot() {
    double[] obsolete = {5, 0, 5, 0, 5, 0, 5, 0, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};

    assertThat(rate(Kind.TSB, obsolete)).isLessThan(0.5 * rate(Kind.CROSTON, obsolete));
  }

  @Test
  void noDemandAtAllGivesZero() {
    assertThat(rate(Kind.ROUTED, new double[] {0, 0, 0, 0})).isZero();
  }

  @Test
  void demandIsClassifiedByIntervalAndVariation() {
    assertThat(DemandClass.of(EVERY_SECOND)).isEqualTo(DemandClass.INTERMITTENT);
    assertThat(DemandClass.of(new double[] {0, 1, 0, 0, 50, 0})).isEqualTo(DemandClass.LUMPY);
    assertThat(DemandClass.of(new double[] {1, 50, 1, 1, 2})).isEqualTo(DemandClass.ERRATIC);
    assertThat(DemandClass.of(new double[] {5, 6, 5, 6})).isEqualTo(DemandClass.SMOOTH);
    assertThat(DemandClass.of(new double[] {0, -1, 0, 0})).isEqualTo(DemandClass.SMOOTH);
  }

  private static double rate(Kind kind, double[] y) {
    return new Intermittent(kind).forecast(List.of(new ForecastTask(y, new int[0], 1))).get(0)[0];
  }
}

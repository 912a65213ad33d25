package org.twinsuite.predictors.forecast.lanes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class EtsFitTest {

  private static final EtsModel HOLT = new EtsModel(false, true, false, false);
  private static final EtsModel SES = new EtsModel(false, false, false, false);

  @Test
  void simpleSmoothingFollowsItsFormula() {
    // GIVEN alpha 0.5 and first level 10
    EtsFit fit = new EtsFit(SES, 0.5, 0, 0, 0, new double[] {10, 0, 0}, 0, 0);

    // WHEN 12 and 14 are seen THEN the level is 11, then 12.5
    assertThat(fit.forecast(new double[] {12, 14}, 1, 2)).containsExactly(12.5, 12.5);
  }

  @Test
  void holtFollowsItsFormula() {
    // GIVEN level 10, trend 1, alpha 0.5, beta 0.25
    EtsFit fit = new EtsFit(HOLT, 0.5, 0.25, 0, 1, new double[] {10, 1, 0}, 0, 0);

    // WHEN 13 is seen: error 2, level 12, trend 1.5
    assertThat(fit.forecast(new double[] {13}, 1, 3)).containsExactly(13.5, 15, 16.5);
  }

  @Test
  void multiplicativeSeasonFollowsItsFormula() {
    // GIVEN level 100 and factors 0.8, 1.2; alpha 0.5, gamma 0.5
    EtsModel model = new EtsModel(true, false, false, true);
    EtsFit fit = new EtsFit(model, 0.5, 0, 0.5, 0, new double[] {100, 0, 0.8, 1.2}, 0, 0);

    // WHEN 88 is seen: relative error 0.1, level 105, first factor 0.84
    double[] f = fit.forecast(new double[] {88}, 2, 2);

    assertThat(f[0]).isCloseTo(105 * 1.2, within(1e-12));
    assertThat(f[1]).isCloseTo(105 * 0.84, within(1e-12));
  }

  @Test
  void aMissingValueIsAStepWithoutError() {
    EtsFit fit = new EtsFit(HOLT, 0.5, 0.25, 0, 1, new double[] {10, 1, 0}, 0, 0);

    assertThat(fit.forecast(new double[] {Double.NaN, 14}, 1, 1))
        .containsExactly(fit.forecast(new double[] {11, 14}, 1, 1));
  }

  @Test
  void theSearchFindsAtLeastAsGoodALevelAsAGridOfSmoothings() {
    double[] y = {3, 5, 4, 6, 8, 7, 9, 9, 12, 10, 13, 12, 15, 14};
    double[][] series = {y};
    EtsFit found =
        new EtsLanes(EtsKernel.fastest())
            .fit(series, 0, 1, LaneBlock.of(series, 0, 1), SES, 1, EtsLanes.Effort.FULL)
            .get(0);

    for (double alpha = 0.01; alpha < 1; alpha += 0.01) {
      assertThat(squares(y, found.alpha(), found.initial()[0]))
          .isLessThanOrEqualTo(squares(y, alpha, y[0]) * 1.001);
    }
  }

  @Test
  void thePoolHoldsNoMultiplicativeModelForSeriesThatAreNotPositive() {
    assertThat(EtsModel.reducedPool(false, true)).noneMatch(EtsModel::multiplicative).hasSize(4);
    assertThat(EtsModel.reducedPool(true, true))
        .extracting(EtsModel::letters)
        .isEqualTo(List.of("ANN", "AAdN", "ANA", "AAdA", "MNN", "MAdN", "MNM", "MAdM"));
  }

  private static double squares(double[] y, double alpha, double first) {
    double level = first;
    double sum = 0;
    for (double v : y) {
      sum += (v - level) * (v - level);
      level += alpha * (v - level);
    }
    return sum;
  }
}

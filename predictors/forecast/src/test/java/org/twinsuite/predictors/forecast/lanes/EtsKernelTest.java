package org.twinsuite.predictors.forecast.lanes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class EtsKernelTest {

  private static final List<EtsModel> MODELS = EtsModel.reducedPool(true, true);

  @Property(tries = 15)
  void vectorAndScalarKernelAgreeBitForBit(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 20) int count) {
    double[][] series = series(new Random(seed), count);

    for (EtsModel model : MODELS) {
      assertThat(fits(EtsKernel.fastest(), series, model))
          .usingRecursiveComparison()
          .isEqualTo(fits(EtsKernel.scalar(), series, model));
    }
  }

  @Property(tries = 6)
  void aFitDoesNotDependOnTheSeriesBesideIt(@ForAll long seed) {
    double[][] series = series(new Random(seed), 8);

    for (EtsModel model : MODELS) {
      List<EtsFit> together = fits(EtsKernel.fastest(), series, model);
      for (int i = 0; i < series.length; i++) {
        assertThat(together.get(i))
            .usingRecursiveComparison()
            .isEqualTo(fits(EtsKernel.fastest(), new double[][] {series[i]}, model).get(0));
      }
    }
  }

  private static List<EtsFit> fits(EtsKernel kernel, double[][] series, EtsModel model) {
    List<EtsFit> fits = new ArrayList<>();
    for (int from = 0; from < series.length; from += LaneBlock.LANES) {
      int to = Math.min(series.length, from + LaneBlock.LANES);
      LaneBlock block = LaneBlock.of(series, from, to);
      fits.addAll(
          new EtsLanes(kernel).fit(series, from, to, block, model, 4, EtsLanes.Effort.FULL));
    }
    return fits;
  }

  /** Positive series of different lengths, some of them with gaps. */
  private static double[][] series(Random random, int count) {
    double[][] series = new double[count][];
    for (int i = 0; i < count; i++) {
      series[i] = new double[10 + random.nextInt(40)];
      boolean gaps = random.nextInt(4) == 0;
      for (int t = 0; t < series[i].length; t++) {
        series[i][t] =
            gaps && random.nextInt(5) == 0
                ? Double.NaN
                : Math.exp(2 + 0.3 * random.nextGaussian() + 0.02 * t);
      }
    }
    return series;
  }
}

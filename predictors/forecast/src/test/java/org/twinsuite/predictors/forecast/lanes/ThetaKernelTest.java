package org.twinsuite.predictors.forecast.lanes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class ThetaKernelTest {

  @Property(tries = 15)
  void vectorAndScalarKernelAgreeBitForBit(@ForAll long seed) {
    Random random = new Random(seed);
    double[][] series = new double[1 + random.nextInt(8)][];
    for (int i = 0; i < series.length; i++) {
      series[i] = random.doubles(3 + random.nextInt(60), 1, 100).toArray();
    }

    assertThat(new ThetaLanes(EtsKernel.fastest()).fit(series))
        .isEqualTo(new ThetaLanes(EtsKernel.scalar()).fit(series));
  }
}

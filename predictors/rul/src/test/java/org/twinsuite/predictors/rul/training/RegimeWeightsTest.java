package org.twinsuite.predictors.rul.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.twinsuite.predictors.rul.NormalReadings;
import org.twinsuite.predictors.rul.WearIndex;

/** In either regime only one of two sensors tells wear, the other is noise. */
class RegimeWeightsTest {

  private static final int CYCLES = 100;

  private static NormalReadings unit(Random random) {
    float[][] sensors = new float[2][CYCLES];
    int[] regimes = new int[CYCLES];
    for (int t = 0; t < CYCLES; t++) {
      regimes[t] = random.nextInt(2);
      for (int k = 0; k < 2; k++) {
        double wear = k == regimes[t] ? 2.0 * t / CYCLES - 1 : 0;
        sensors[k][t] = (float) (wear + 0.3 * random.nextGaussian());
      }
    }
    return new NormalReadings(sensors, regimes);
  }

  private static double error(float[] index) {
    double least = Double.POSITIVE_INFINITY;
    for (double scale = 0.5; scale < 4; scale += 0.1) {
      double sum = 0;
      for (int t = 0; t < CYCLES; t++) {
        sum += Math.pow(scale * index[t] - (2.0 * t / CYCLES - 1), 2) / CYCLES;
      }
      least = Math.min(least, Math.sqrt(sum));
    }
    return least;
  }

  @Test
  void eachRegimeTrustsTheSensorThatTellsInIt() {
    Random random = new Random(4);
    List<NormalReadings> units = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      units.add(unit(random));
    }
    WearIndex same = WearIndex.everywhere(new double[][] {{0.5, 0.5}}, 3);

    WearIndex learnt = RegimeWeights.learn(units, same);

    assertThat(learnt.weights()[0][0][0]).isGreaterThan(5 * Math.abs(learnt.weights()[0][0][1]));
    assertThat(learnt.weights()[1][0][1]).isGreaterThan(5 * Math.abs(learnt.weights()[1][0][0]));
    assertThat(learnt.weights()[2][0]).as("a regime never flown").containsExactly(0.5, 0.5);
    NormalReadings unseen = unit(random);
    assertThat(error(learnt.of(unseen)[0])).isLessThan(0.85 * error(same.of(unseen)[0]));
  }
}

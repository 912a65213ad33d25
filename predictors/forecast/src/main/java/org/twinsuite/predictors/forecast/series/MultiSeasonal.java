package org.twinsuite.predictors.forecast.series;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Decomposition into several seasons by repeated STL.
 *
 * @param adjusted the series without its seasons
 * @param seasons lengths of the seasons found usable
 * @param components one seasonal component per season
 * @see <a href="https://arxiv.org/abs/2107.13462">Bandara, Hyndman, Bergmeir: MSTL</a>
 */
public record MultiSeasonal(double[] adjusted, int[] seasons, List<double[]> components) {

  private static final int ROUNDS = 2;

  /** Decomposes; seasons seen less than twice are left out. */
  public static MultiSeasonal of(double[] y, int[] seasons) {
    int[] usable = Arrays.stream(seasons).filter(m -> y.length >= 2 * m + 1).toArray();
    List<double[]> components = new ArrayList<>();
    for (int k = 0; k < usable.length; k++) {
      components.add(new double[y.length]);
    }
    double[] rest = y.clone();
    int rounds = usable.length > 1 ? ROUNDS : 1;
    for (int round = 0; round < rounds; round++) {
      for (int k = 0; k < usable.length; k++) {
        double[] old = components.get(k);
        for (int t = 0; t < rest.length; t++) {
          rest[t] += old[t];
        }
        double[] seasonal = Stl.seasonal(rest, usable[k], 7 + 4 * (k + 1));
        for (int t = 0; t < rest.length; t++) {
          rest[t] -= seasonal[t];
        }
        components.set(k, seasonal);
      }
    }
    return new MultiSeasonal(rest, usable, components);
  }

  /** Adds the last cycle of every season to values that follow the series. */
  public double[] restore(double[] forecast) {
    double[] out = forecast.clone();
    for (int k = 0; k < seasons.length; k++) {
      int m = seasons[k];
      double[] seasonal = components.get(k);
      for (int h = 0; h < out.length; h++) {
        out[h] += seasonal[seasonal.length - m + h % m];
      }
    }
    return out;
  }
}

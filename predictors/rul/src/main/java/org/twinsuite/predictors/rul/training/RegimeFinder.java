package org.twinsuite.predictors.rul.training;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.twinsuite.predictors.rul.OperatingRegimes;

/**
 * Finds operating regimes by k-means on the settings: the smallest number of clusters that explains
 * the settings almost fully, or one regime if none does (settings that only jitter).
 */
final class RegimeFinder {

  private static final int MOST = 10;
  private static final double UNEXPLAINED = 0.005;
  private static final int RESTARTS = 8;
  private static final int ROUNDS = 50;
  private static final int SAMPLE = 4000;
  private static final double LEAST_DEVIATION = 1e-6;

  private RegimeFinder() {}

  static OperatingRegimes find(
      List<UnitHistory> units, List<String> settings, List<String> sensors, long seed) {
    double[][] rows = rows(units, settings);
    double[] scale = new double[settings.size()];
    for (int s = 0; s < scale.length; s++) {
      int setting = s;
      double mean = Arrays.stream(rows).mapToDouble(r -> r[setting]).average().orElse(0);
      double variance =
          Arrays.stream(rows).mapToDouble(r -> Math.pow(r[setting] - mean, 2)).average().orElse(0);
      scale[s] = variance > 1e-20 ? Math.sqrt(variance) : Math.max(1, Math.abs(mean));
    }
    for (double[] row : rows) {
      for (int s = 0; s < scale.length; s++) {
        row[s] /= scale[s];
      }
    }
    double[][] centres = cluster(sample(rows), new Random(seed));
    double[][] mean = new double[centres.length][sensors.size()];
    double[][] deviation = new double[centres.length][sensors.size()];
    OperatingRegimes regimes = new OperatingRegimes(centres, scale, mean, deviation);
    fillMoments(units, settings, sensors, regimes);
    return regimes;
  }

  private static double[][] rows(List<UnitHistory> units, List<String> settings) {
    return units.stream()
        .flatMap(
            unit ->
                IntStream.range(0, unit.cycles())
                    .mapToObj(t -> settings.stream().mapToDouble(s -> unit.values(s)[t]).toArray()))
        .filter(row -> Arrays.stream(row).allMatch(Double::isFinite))
        .toArray(double[][]::new);
  }

  private static double[][] sample(double[][] rows) {
    int stride = Math.max(1, rows.length / SAMPLE);
    return IntStream.range(0, rows.length / stride)
        .mapToObj(i -> rows[i * stride])
        .toArray(double[][]::new);
  }

  private static double[][] cluster(double[][] rows, Random random) {
    double[][] one = KMeans.fit(rows, 1, 1, ROUNDS, random);
    double total = KMeans.cost(rows, one);
    for (int k = 2; k <= MOST && k <= rows.length; k++) {
      double[][] centres = KMeans.fit(rows, k, RESTARTS, ROUNDS, random);
      if (KMeans.cost(rows, centres) < UNEXPLAINED * total) {
        return centres;
      }
    }
    return one;
  }

  private static void fillMoments(
      List<UnitHistory> units,
      List<String> settings,
      List<String> sensors,
      OperatingRegimes regimes) {
    int count = sensors.size();
    int clusters = regimes.centres().length;
    double[][] n = new double[clusters][count];
    double[][] sum = new double[clusters][count];
    double[][] square = new double[clusters][count];
    double[] at = new double[settings.size()];
    for (UnitHistory unit : units) {
      double[][] columns = settings.stream().map(unit::values).toArray(double[][]::new);
      double[][] readings = sensors.stream().map(unit::values).toArray(double[][]::new);
      for (int t = 0; t < unit.cycles(); t++) {
        for (int s = 0; s < at.length; s++) {
          at[s] = columns[s][t];
        }
        int r = regimes.regime(at);
        for (int k = 0; k < count; k++) {
          double value = readings[k][t];
          if (!Double.isNaN(value)) {
            n[r][k]++;
            double before = value - sum[r][k];
            sum[r][k] += before / n[r][k];
            square[r][k] += before * (value - sum[r][k]);
          }
        }
      }
    }
    for (int r = 0; r < clusters; r++) {
      for (int k = 0; k < count; k++) {
        double deviation = Math.sqrt(square[r][k] / Math.max(1, n[r][k]));
        regimes.mean()[r][k] = sum[r][k];
        boolean constant = deviation <= LEAST_DEVIATION * Math.max(1, Math.abs(sum[r][k]));
        regimes.deviation()[r][k] = constant ? Double.POSITIVE_INFINITY : deviation;
      }
    }
  }
}

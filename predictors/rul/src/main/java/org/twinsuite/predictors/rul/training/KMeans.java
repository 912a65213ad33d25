package org.twinsuite.predictors.rul.training;

import java.util.Random;

/** Lloyd's k-means with k-means++ starts (Arthur and Vassilvitskii, 2007). */
final class KMeans {

  private KMeans() {}

  static double[][] fit(double[][] rows, int k, int restarts, int rounds, Random random) {
    double[][] best = null;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < restarts; i++) {
      double[][] centres = start(rows, k, random);
      for (int round = 0; round < rounds && move(rows, centres); round++) {
        // moves until nothing changes
      }
      double cost = cost(rows, centres);
      if (cost < least) {
        least = cost;
        best = centres;
      }
    }
    return best;
  }

  static double cost(double[][] rows, double[][] centres) {
    double sum = 0;
    for (double[] row : rows) {
      sum += distance(row, centres[nearest(row, centres, centres.length)]);
    }
    return sum;
  }

  private static double[][] start(double[][] rows, int k, Random random) {
    double[][] centres = new double[k][];
    centres[0] = rows[random.nextInt(rows.length)].clone();
    double[] weight = new double[rows.length];
    for (int c = 1; c < k; c++) {
      double total = 0;
      for (int i = 0; i < rows.length; i++) {
        weight[i] = distance(rows[i], centres[nearest(rows[i], centres, c)]);
        total += weight[i];
      }
      double pick = random.nextDouble() * total;
      int chosen = 0;
      while (chosen < rows.length - 1 && (pick -= weight[chosen]) > 0) {
        chosen++;
      }
      centres[c] = rows[chosen].clone();
    }
    return centres;
  }

  private static boolean move(double[][] rows, double[][] centres) {
    double[][] sums = new double[centres.length][rows[0].length];
    int[] counts = new int[centres.length];
    for (double[] row : rows) {
      int c = nearest(row, centres, centres.length);
      counts[c]++;
      for (int j = 0; j < row.length; j++) {
        sums[c][j] += row[j];
      }
    }
    boolean moved = false;
    for (int c = 0; c < centres.length; c++) {
      for (int j = 0; j < sums[c].length && counts[c] > 0; j++) {
        double to = sums[c][j] / counts[c];
        moved |= Math.abs(to - centres[c][j]) > 1e-9;
        centres[c][j] = to;
      }
    }
    return moved;
  }

  private static int nearest(double[] row, double[][] centres, int count) {
    int nearest = 0;
    for (int c = 1; c < count; c++) {
      if (distance(row, centres[c]) < distance(row, centres[nearest])) {
        nearest = c;
      }
    }
    return nearest;
  }

  private static double distance(double[] a, double[] b) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) {
      sum += (a[j] - b[j]) * (a[j] - b[j]);
    }
    return sum;
  }
}

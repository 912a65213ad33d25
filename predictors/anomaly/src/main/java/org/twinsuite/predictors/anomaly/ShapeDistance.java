package org.twinsuite.predictors.anomaly;

import java.util.Arrays;

/**
 * How unlike anything remembered the newest pattern is: mean Euclidean distance to its nearest
 * neighbours in the past, the pattern's own surroundings left out (a streaming discord).
 *
 * <p>Source: Burnaev and Ishimtsev, Conformalized density- and distance-based anomaly detection
 * (2016); Keogh et al., HOT SAX (2005).
 */
final class ShapeDistance {

  private final int shape;
  private final double[] nearest;

  ShapeDistance(int shape, int neighbours) {
    this.shape = shape;
    this.nearest = new double[neighbours];
  }

  /** Distance of the newest pattern; 0 while too little is remembered. */
  double of(ValueMemory memory) {
    int kept = memory.size();
    if (kept < 2 * shape + 1) {
      return 0;
    }
    Arrays.fill(nearest, Double.POSITIVE_INFINITY);
    double[] values = memory.array();
    int last = memory.last();
    int first = last - kept + shape;
    for (int at = last - shape; at >= first; at--) {
      double limit = nearest[nearest.length - 1];
      double square = square(values, last, at, limit);
      if (square < limit) {
        insert(square);
      }
    }
    double sum = 0;
    int found = 0;
    for (double square : nearest) {
      if (square < Double.POSITIVE_INFINITY) {
        sum += Math.sqrt(square);
        found++;
      }
    }
    return found == 0 ? 0 : sum / found;
  }

  private double square(double[] values, int a, int b, double limit) {
    double sum = 0;
    for (int i = 0; i < shape && sum < limit; i++) {
      double gap = values[a - i] - values[b - i];
      sum += gap * gap;
    }
    return sum;
  }

  private void insert(double square) {
    int place = nearest.length - 1;
    while (place > 0 && nearest[place - 1] > square) {
      nearest[place] = nearest[place - 1];
      place--;
    }
    nearest[place] = square;
  }
}

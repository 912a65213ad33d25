package org.twinsuite.predictors.forecast.lanes;

import static org.twinsuite.predictors.forecast.lanes.LaneBlock.LANES;

import java.util.Arrays;

/**
 * Minimises eight functions at once by Hooke and Jeeves' pattern search. Both directions of a
 * coordinate are tried in one call, which is what the two chains of the kernels want. A lane whose
 * steps have become small is frozen, so a result never depends on the lanes beside it.
 *
 * @see <a href="https://doi.org/10.1145/321062.321069">Hooke, Jeeves: "Direct search" solution</a>
 */
final class PatternSearch {

  /** Evaluates two points per lane. */
  interface Objective {
    /**
     * @param a first point, {@code [dimension][lane]}
     * @param b second point
     * @param valueA receives the values at {@code a}
     * @param valueB receives the values at {@code b}
     */
    void evaluate(double[][] a, double[][] b, double[] valueA, double[] valueB);
  }

  private static final double GROW = 1.6;
  private static final double SHRINK = 0.4;

  private final double[] low;
  private final double[] high;
  private final double[] firstStep;
  private final double[] lastStep;

  PatternSearch(double[] low, double[] high, double[] firstStep, double[] lastStep) {
    this.low = low;
    this.high = high;
    this.firstStep = firstStep;
    this.lastStep = lastStep;
  }

  /**
   * Improves {@code x} in place.
   *
   * @return the value reached per lane
   */
  double[] minimise(Objective objective, double[][] x, int rounds) {
    int dimensions = x.length;
    double[][] a = copy(x);
    double[][] b = copy(x);
    double[] valueA = new double[LANES];
    double[] valueB = new double[LANES];
    objective.evaluate(a, b, valueA, valueB);
    double[] best = new double[LANES];
    for (int lane = 0; lane < LANES; lane++) {
      best[lane] = finite(valueA[lane]);
    }
    double[][] step = new double[dimensions][LANES];
    for (int d = 0; d < dimensions; d++) {
      Arrays.fill(step[d], firstStep[d]);
    }
    boolean[] frozen = new boolean[LANES];
    for (int round = 0; round < rounds; round++) {
      double[][] start = copy(x);
      for (int d = 0; d < dimensions; d++) {
        for (int lane = 0; lane < LANES; lane++) {
          a[d][lane] = clip(d, x[d][lane] + step[d][lane]);
          b[d][lane] = clip(d, x[d][lane] - step[d][lane]);
        }
        objective.evaluate(a, b, valueA, valueB);
        for (int lane = 0; lane < LANES; lane++) {
          if (!frozen[lane]) {
            boolean first = finite(valueA[lane]) <= finite(valueB[lane]);
            double value = finite(first ? valueA[lane] : valueB[lane]);
            if (value < best[lane]) {
              best[lane] = value;
              x[d][lane] = first ? a[d][lane] : b[d][lane];
              step[d][lane] *= GROW;
            } else {
              step[d][lane] *= SHRINK;
            }
          }
          a[d][lane] = x[d][lane];
          b[d][lane] = x[d][lane];
        }
      }
      if (dimensions > 1) {
        leap(objective, x, start, a, b, valueA, valueB, best, frozen);
      }
      if (freeze(step, frozen)) {
        break;
      }
    }
    return best;
  }

  /** Goes on in the direction of the whole round, once and twice as far. */
  private void leap(
      Objective objective,
      double[][] x,
      double[][] start,
      double[][] a,
      double[][] b,
      double[] valueA,
      double[] valueB,
      double[] best,
      boolean[] frozen) {
    for (int d = 0; d < x.length; d++) {
      for (int lane = 0; lane < LANES; lane++) {
        double move = x[d][lane] - start[d][lane];
        a[d][lane] = clip(d, x[d][lane] + move);
        b[d][lane] = clip(d, x[d][lane] + 3 * move);
      }
    }
    objective.evaluate(a, b, valueA, valueB);
    for (int lane = 0; lane < LANES; lane++) {
      boolean first = finite(valueA[lane]) <= finite(valueB[lane]);
      double value = finite(first ? valueA[lane] : valueB[lane]);
      boolean accept = !frozen[lane] && value < best[lane];
      if (accept) {
        best[lane] = value;
      }
      for (int d = 0; d < x.length; d++) {
        if (accept) {
          x[d][lane] = first ? a[d][lane] : b[d][lane];
        }
        a[d][lane] = x[d][lane];
        b[d][lane] = x[d][lane];
      }
    }
  }

  /** Freezes every lane whose steps are all small; true if no lane is left. */
  private boolean freeze(double[][] step, boolean[] frozen) {
    boolean all = true;
    for (int lane = 0; lane < LANES; lane++) {
      boolean small = true;
      for (int d = 0; d < step.length; d++) {
        small &= step[d][lane] < lastStep[d];
      }
      frozen[lane] |= small;
      all &= frozen[lane];
    }
    return all;
  }

  private double clip(int d, double v) {
    return Math.min(high[d], Math.max(low[d], v));
  }

  private static double finite(double v) {
    return Double.isNaN(v) ? Double.POSITIVE_INFINITY : v;
  }

  private static double[][] copy(double[][] x) {
    double[][] c = new double[x.length][];
    for (int d = 0; d < x.length; d++) {
      c[d] = x[d].clone();
    }
    return c;
  }
}

package org.twinsuite.predictors.rul;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Lays the recent window of a unit along every past unit at every place. Each place says how long
 * the past unit still lived there, and counts the more the nearer it is; the nearest place of a
 * past unit is its alignment.
 *
 * <p>Source: Wang, Yu, Siegel and Lee, A similarity-based prognostics approach for remaining useful
 * life estimation of engineered systems (PHM 2008).
 */
public final class SimilarUnits {

  /** Cycles between compared values: the span of a smoothed value. */
  private static final int STRIDE = WearTrajectory.SMOOTHING;

  /**
   * A past unit where it is most like the present one.
   *
   * @param unitId of the past unit
   * @param distance root mean square distance, 1 = the noise of the indices
   * @param remaining steps the past unit still lived there
   */
  public record Match(String unitId, double distance, int remaining) {}

  private final List<Match> matches = new ArrayList<>();
  private final double[] weights;

  private SimilarUnits(int cap) {
    this.weights = new double[cap + 1];
  }

  /**
   * Compares the end of a trajectory with a library.
   *
   * @param trajectory {@code [cycle][index]} of the present unit
   * @param now its cycle to look back from
   * @param library past units
   * @param search how to compare
   * @param cap remaining life beyond which wear cannot be seen
   */
  public static SimilarUnits find(
      float[][] trajectory, int now, List<PastUnit> library, SimilaritySearch search, int cap) {
    SimilarUnits found = new SimilarUnits(cap);
    int back = Math.min(search.window() - 1, now) / STRIDE * STRIDE;
    double[][] squares = new double[library.size()][];
    double least = Double.POSITIVE_INFINITY;
    for (int u = 0; u < squares.length; u++) {
      PastUnit unit = library.get(u);
      squares[u] = squares(trajectory, now, unit.trajectory(), back);
      int best = -1;
      for (int i = 0; i < squares[u].length; i++) {
        if (best < 0 || squares[u][i] < squares[u][best]) {
          best = i;
        }
      }
      if (best >= 0) {
        least = Math.min(least, squares[u][best]);
        int remaining = squares[u].length - 1 - best;
        found.matches.add(new Match(unit.unitId(), Math.sqrt(squares[u][best]), remaining));
      }
    }
    for (double[] places : squares) {
      for (int i = 0; i < places.length; i++) {
        int remaining = Math.min(cap, places.length - 1 - i);
        found.weights[remaining] += Math.exp((least - places[i]) / search.bandwidth());
      }
    }
    found.matches.sort(Comparator.comparingDouble(Match::distance));
    return found;
  }

  /** Mean square distance at every place of a past unit that has as much behind it. */
  private static double[] squares(float[][] present, int now, float[][] past, int back) {
    double[] squares = new double[Math.max(0, past.length - back)];
    int compared = (back / STRIDE + 1) * present[now].length;
    for (int i = 0; i < squares.length; i++) {
      float sum = 0;
      for (int lag = 0; lag <= back; lag += STRIDE) {
        float[] a = present[now - lag];
        float[] b = past[back + i - lag];
        for (int k = 0; k < a.length; k++) {
          float gap = a[k] - b[k];
          sum += gap * gap;
        }
      }
      squares[i] = sum / compared;
    }
    return squares;
  }

  /** Whether any past unit lived long enough to be compared. */
  public boolean any() {
    return !matches.isEmpty();
  }

  /** The past units, the most similar first. */
  public List<Match> matches() {
    return List.copyOf(matches);
  }

  /**
   * Weighted quantile of the remaining lives at all places.
   *
   * @param probability 0.5 = median
   * @return steps, at most the cap
   */
  public double quantile(double probability) {
    double total = 0;
    for (double weight : weights) {
      total += weight;
    }
    double wanted = probability * total;
    double sum = 0;
    for (int life = 0; life < weights.length; life++) {
      if (sum + weights[life] >= wanted) {
        // the life lies evenly within its step, so the quantile moves without jumps
        double within = weights[life] > 0 ? (wanted - sum) / weights[life] : 0.5;
        return Math.max(0, Math.min(weights.length - 1, life - 0.5 + within));
      }
      sum += weights[life];
    }
    return weights.length - 1;
  }
}

package org.twinsuite.benchmarks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The scoring of the Numenta anomaly benchmark: early alarms in a window earn most, alarms outside
 * cost, one threshold for the whole corpus is chosen per profile.
 *
 * <p>Source: Lavin and Ahmad, Evaluating real-time anomaly detection algorithms (ICMLA 2015), and
 * NAB 1.1.
 */
final class NabScorer {

  private static final double BEST = 1;

  /**
   * Result of one profile.
   *
   * @param normalised 0 = never alarms, 100 = perfect
   * @param threshold alarm threshold on the score
   */
  record Result(double normalised, double threshold) {}

  private record Point(double anomaly, double worth, String window) {}

  private NabScorer() {}

  /**
   * Scores a detector.
   *
   * @param scores anomaly score of each row of each series
   */
  static Result score(List<NabSeries> corpus, List<double[]> scores, NabProfile profile) {
    List<Point> points = new ArrayList<>();
    int windows = 0;
    for (int i = 0; i < corpus.size(); i++) {
      addPoints(corpus.get(i), scores.get(i), profile, points);
      windows += corpus.get(i).windows().length;
    }
    Sweep best = sweep(points, profile);
    double nothing = -windows * profile.falseNegative();
    double normalised = 100 * (best.score() - nothing) / (windows * BEST - nothing);
    return new Result(normalised, best.threshold());
  }

  private record Sweep(double score, double threshold) {}

  private static Sweep sweep(List<Point> points, NabProfile profile) {
    Map<String, Double> earned = new HashMap<>();
    for (Point point : points) {
      if (point.window() != null) {
        earned.put(point.window(), -profile.falseNegative());
      }
    }
    points.sort(Comparator.comparingDouble((Point p) -> -p.anomaly()));
    double sum = -profile.falseNegative() * earned.size();
    double threshold = Double.POSITIVE_INFINITY;
    Sweep best = new Sweep(sum, threshold);
    for (Point point : points) {
      if (point.anomaly() != threshold) {
        if (sum > best.score()) {
          best = new Sweep(sum, threshold);
        }
        threshold = point.anomaly();
      }
      if (point.window() == null) {
        sum += point.worth();
      } else {
        double before = earned.get(point.window());
        double after = Math.max(before, point.worth());
        earned.put(point.window(), after);
        sum += after - before;
      }
    }
    return sum > best.score() ? new Sweep(sum, threshold) : best;
  }

  private static void addPoints(
      NabSeries series, double[] scores, NabProfile profile, List<Point> points) {
    int probation = series.probation();
    int[] inside = null;
    int[] before = null;
    int next = 0;
    for (int i = 0; i < scores.length; i++) {
      if (next < series.windows().length && i == series.windows()[next][0]) {
        inside = series.windows()[next++];
      }
      double worth = inside != null ? hit(inside, i) : profile.falsePositive() * miss(before, i);
      if (i >= probation) {
        String window = inside == null ? null : series.name() + "|" + inside[0];
        points.add(new Point(scores[i], worth, window));
      }
      if (inside != null && i == inside[1]) {
        before = inside;
        inside = null;
      }
    }
  }

  private static double hit(int[] window, int row) {
    double width = window[1] - window[0] + 1;
    return sigmoid(-(window[1] - row + 1) / width) / sigmoid(-1);
  }

  private static double miss(int[] window, int row) {
    if (window == null) {
      return -1;
    }
    return sigmoid((row - window[1]) / (double) (window[1] - window[0]));
  }

  private static double sigmoid(double position) {
    return position > 3 ? -1 : 2 / (1 + Math.exp(5 * position)) - 1;
  }
}

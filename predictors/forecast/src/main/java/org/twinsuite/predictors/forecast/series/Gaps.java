package org.twinsuite.predictors.forecast.series;

import java.util.Arrays;

/**
 * A series with its gaps filled, so that every method can use it. Missing values before the first
 * observation are cut off; those after the last one lengthen the horizon; those between are filled
 * with the mean of the values one season before and after, or with a straight line.
 *
 * @param values the filled values from the first to the last observation
 * @param missing number of missing values, wherever they stood
 * @param trailing how many of them stood after the last observation
 */
public record Gaps(double[] values, int missing, int trailing) {

  /** Fills; {@code values} is empty if nothing was observed. */
  public static Gaps fill(double[] y, int season) {
    int first = 0;
    while (first < y.length && Double.isNaN(y[first])) {
      first++;
    }
    int end = y.length;
    while (end > first && Double.isNaN(y[end - 1])) {
      end--;
    }
    int missing = (int) Arrays.stream(y).filter(Double::isNaN).count();
    double[] observed = Arrays.copyOfRange(y, first, end);
    double[] filled = observed.clone();
    for (int t = 0; t < observed.length; t++) {
      if (Double.isNaN(observed[t])) {
        filled[t] = fill(observed, t, season);
      }
    }
    return new Gaps(filled, missing, y.length - end);
  }

  private static double fill(double[] y, int t, int season) {
    if (season > 1 && t >= season && t + season < y.length) {
      double mean = (y[t - season] + y[t + season]) / 2;
      if (!Double.isNaN(mean)) {
        return mean;
      }
    }
    int before = t;
    while (Double.isNaN(y[before])) {
      before--;
    }
    int after = t;
    while (Double.isNaN(y[after])) {
      after++;
    }
    return y[before] + (y[after] - y[before]) * (t - before) / (after - before);
  }
}

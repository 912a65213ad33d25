package org.twinsuite.predictors.forecast.series;

import java.time.Duration;

/** Finds the longer season that belongs to a stated one. */
public final class Seasons {

  private static final double TOLERANCE = 0.01;
  private static final int DAYS_PER_WEEK = 7;

  private Seasons() {}

  /**
   * A season of one day brings the week along; any other stands alone.
   *
   * @param season values per season, 1 = none
   * @param step time between two values
   */
  public static int[] of(int season, Duration step) {
    if (season < 2) {
      return new int[0];
    }
    double days = (double) step.toMillis() * season / Duration.ofDays(1).toMillis();
    return Math.abs(days - 1) < TOLERANCE
        ? new int[] {season, DAYS_PER_WEEK * season}
        : new int[] {season};
  }
}

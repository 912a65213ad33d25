package org.twinsuite.predictors.forecast.series;

/**
 * What the zeros of a series without negative values mean. Zeros at random are rare demand; zeros
 * that the season explains are nights or weekends off; zeros since a while, and hardly any before,
 * are a machine that was stopped.
 */
public final class ZeroPattern {

  /** Share of wrong guesses that a season must remove to explain the zeros. */
  private static final double EXPLAINED = 0.7;

  /** Steps that a phase must have been seen to be believed. */
  private static final int LEAST_CYCLES = 2;

  private static final int SHORTEST_STOP = 6;

  /** A stop is longer than any pause before it by this factor. */
  private static final int LONGER = 3;

  private static final double RUNNING_SHARE = 0.9;

  private ZeroPattern() {}

  /**
   * Whether one of the seasons tells when the series is zero.
   *
   * @param y values, NaN = missing
   * @param seasons lengths in steps
   */
  public static boolean seasonal(double[] y, int[] seasons) {
    for (int season : seasons) {
      if (season >= 2 && y.length >= LEAST_CYCLES * season && explains(y, season)) {
        return true;
      }
    }
    return false;
  }

  private static boolean explains(double[] y, int season) {
    int[] zeros = new int[season];
    int[] others = new int[season];
    int allZeros = 0;
    int allOthers = 0;
    for (int t = 0; t < y.length; t++) {
      if (y[t] == 0) {
        zeros[t % season]++;
        allZeros++;
      } else if (!Double.isNaN(y[t])) {
        others[t % season]++;
        allOthers++;
      }
    }
    // each phase's majority is judged by the cycles it was not counted in: leave one out
    int wrong = 0;
    for (int phase = 0; phase < season; phase++) {
      wrong += zeros[phase] - 1 >= others[phase] ? 0 : zeros[phase];
      wrong += others[phase] - 1 >= zeros[phase] ? 0 : others[phase];
    }
    return wrong <= (1 - EXPLAINED) * Math.min(allZeros, allOthers);
  }

  /**
   * Whether a series that was running has been zero since a while.
   *
   * @param y values, NaN = missing
   */
  public static boolean stopped(double[] y) {
    int end = y.length;
    while (end > 0 && !(y[end - 1] != 0 && !Double.isNaN(y[end - 1]))) {
      end--;
    }
    int silent = 0;
    for (int t = end; t < y.length; t++) {
      silent += y[t] == 0 ? 1 : 0;
    }
    int longest = 0;
    int run = 0;
    int running = 0;
    int observed = 0;
    for (int t = 0; t < end; t++) {
      if (Double.isNaN(y[t])) {
        continue;
      }
      observed++;
      run = y[t] == 0 ? run + 1 : 0;
      running += y[t] == 0 ? 0 : 1;
      longest = Math.max(longest, run);
    }
    return silent >= SHORTEST_STOP
        && silent > LONGER * longest
        && running >= SHORTEST_STOP
        && running >= RUNNING_SHARE * observed;
  }
}

package org.twinsuite.predictors.rul;

/**
 * A unit's readings with the operating point taken out, see {@link OperatingRegimes}.
 *
 * @param sensors {@code [sensor][cycle]}, standard deviations from the mean of the cycle's regime
 * @param regimes regime of each cycle
 */
public record NormalReadings(float[][] sensors, int[] regimes) {

  /** Cycles seen. */
  public int cycles() {
    return regimes.length;
  }
}

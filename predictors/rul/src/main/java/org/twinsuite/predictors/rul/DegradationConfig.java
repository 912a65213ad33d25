package org.twinsuite.predictors.rul;

import java.util.OptionalDouble;

/**
 * How a unit without a fleet is judged.
 *
 * @param name name of the predictor
 * @param threshold level at which the unit counts as failed, in the property's unit; empty = {@code
 *     thresholdRatio} times the unit's own baseline
 * @param thresholdRatio failure level relative to the baseline, above 1
 * @param onsetRatio smallest rise over the baseline that counts as degradation, above 1
 * @param onsetSigmas smallest rise in robust standard deviations of the healthy, smoothed level
 * @param baselineValues most values of early life the baseline is taken from
 * @param power in which wear adds to the level that was there before: 2 for RMS values of
 *     independent sources, such as vibration, 1 for what adds up as it is, such as a rise of
 *     temperature
 * @param standstillRatio values below this share of the baseline are a stopped machine or a dead
 *     sensor, not a repaired one
 */
public record DegradationConfig(
    String name,
    OptionalDouble threshold,
    double thresholdRatio,
    double onsetRatio,
    double onsetSigmas,
    int baselineValues,
    double power,
    double standstillRatio) {

  public DegradationConfig {
    require(thresholdRatio > 1, "thresholdRatio", "above 1", thresholdRatio);
    require(onsetRatio > 1, "onsetRatio", "above 1", onsetRatio);
    require(onsetRatio < thresholdRatio, "onsetRatio", "below thresholdRatio", onsetRatio);
    require(power > 0, "power", "positive", power);
    require(baselineValues >= 16, "baselineValues", "at least 16", baselineValues);
    require(
        threshold.isEmpty() || threshold.getAsDouble() > 0,
        "threshold",
        "positive",
        threshold.orElse(0));
  }

  /** Three times the baseline is failure: for vibration without a norm, such as bearings in g. */
  public static DegradationConfig relative(String name) {
    return new DegradationConfig(name, OptionalDouble.empty(), 3.0, 1.25, 5, 400, 2, 0.2);
  }

  /** A failure level known from a norm, such as 7.1 mm/s RMS (ISO 20816-3, border of zone D). */
  public static DegradationConfig absolute(String name, double threshold) {
    return new DegradationConfig(name, OptionalDouble.of(threshold), 3.0, 1.25, 5, 400, 2, 0.2);
  }

  private static void require(boolean holds, String field, String need, double was) {
    if (!holds) {
      throw new IllegalArgumentException(field + " must be " + need + ", was " + was);
    }
  }
}

package org.twinsuite.predictors.forecast.series;

import java.util.Arrays;

/**
 * A series without its season, and the way back.
 *
 * @param values the adjusted values
 * @param indices one index per position in the season, the first belongs to {@code values[0]}
 * @param multiplicative whether the indices are factors
 */
public record SeasonalAdjustment(double[] values, double[] indices, boolean multiplicative) {

  /** Removes the season if the test finds one; positive series are adjusted by factors. */
  public static SeasonalAdjustment of(double[] y, int season) {
    if (!Seasonality.present(y, season)) {
      return new SeasonalAdjustment(y.clone(), new double[] {1}, true);
    }
    boolean positive = Arrays.stream(y).allMatch(v -> v > 0);
    double[] indices = Seasonality.indices(y, season, positive);
    if (positive && Arrays.stream(indices).anyMatch(v -> v < 0.01)) {
      positive = false;
      indices = Seasonality.indices(y, season, false);
    }
    return with(y, indices, positive);
  }

  /** Removes the given indices. */
  public static SeasonalAdjustment with(double[] y, double[] indices, boolean multiplicative) {
    double[] adjusted = new double[y.length];
    for (int t = 0; t < y.length; t++) {
      double index = indices[t % indices.length];
      adjusted[t] = multiplicative ? y[t] / index : y[t] - index;
    }
    return new SeasonalAdjustment(adjusted, indices, multiplicative);
  }

  /** Puts the season back on values that follow the adjusted ones. */
  public double[] restore(double[] forecast) {
    double[] out = new double[forecast.length];
    for (int h = 0; h < out.length; h++) {
      double index = indices[(values.length + h) % indices.length];
      out[h] = multiplicative ? forecast[h] * index : forecast[h] + index;
    }
    return out;
  }
}

package org.twinsuite.predictors.forecast;

/**
 * A point forecast with its interval.
 *
 * @param mean one value per step
 * @param lower lower bounds, NaN = unknown
 * @param upper upper bounds, NaN = unknown
 */
public record Forecast(double[] mean, double[] lower, double[] upper) {}

package org.twinsuite.predictors;

/**
 * What moved a prediction: the evidence shown to a planner.
 *
 * @param name property or feature
 * @param weight contribution in the unit of the prediction; negative = shortens the life
 */
public record Driver(String name, double weight) {}

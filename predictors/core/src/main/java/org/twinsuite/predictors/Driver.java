package org.twinsuite.predictors;

/**
 * What moved a prediction: the evidence shown to a planner.
 *
 * @param name property or feature
 * @param weight how much it counts; fleet models: its contribution in the unit of the prediction,
 *     negative = shortens the life; others say in the name what is measured
 */
public record Driver(String name, double weight) {}

package org.twinsuite.rules.fact;

/**
 * What moved a forecast.
 *
 * @param name input of the model, mostly a feature id
 * @param weight signed contribution, in the model's own scale; only its order matters to rules
 */
public record Driver(String name, double weight) {}

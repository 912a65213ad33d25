package org.twinsuite.rules.evidence;

/**
 * A limit a decision stood on.
 *
 * @param name what it limits
 * @param value the limit
 * @param unit UCUM code, null for counts
 * @param source where a planner can change it, e.g. {@code rul.csv row 3}
 */
public record Threshold(String name, double value, String unit, String source) {}

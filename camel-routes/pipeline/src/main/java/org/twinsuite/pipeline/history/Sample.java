package org.twinsuite.pipeline.history;

/**
 * One numeric value of a thing's history.
 *
 * @param property feature id, or {@code forecast:<name>/value} and the like
 * @param at source time, ms since 1970
 * @param value finite
 * @param revision revision of the thing that brought it; 0 for a sample that came too late for the
 *     twin
 */
public record Sample(String thingId, String property, long at, double value, long revision) {}

package org.twinsuite.rules.evidence;

import java.time.Instant;

/**
 * One value a decision stood on.
 *
 * @param name feature id or forecast name
 * @param value as it was in the twin; NaN if there was none
 * @param unit UCUM code, null if unknown
 * @param quality good, uncertain or bad
 * @param at source time
 * @param revision revision of the thing, 0 if unknown
 */
public record Observation(
    String name, double value, String unit, String quality, Instant at, long revision) {}

package org.twinsuite.ditto.extensions.senml;

import org.eclipse.ditto.json.JsonValue;

/**
 * A record with all base values applied (RFC 8428, 4.6).
 *
 * @param at where it is in the pack, such as {@code [3]}
 * @param name full name
 * @param unit {@code null} if there is none
 * @param value {@code null} if the record has a sum only
 * @param sum {@link Double#NaN} if the record has none
 * @param time milliseconds since 1970
 */
record Resolved(String at, String name, String unit, JsonValue value, double sum, long time) {}

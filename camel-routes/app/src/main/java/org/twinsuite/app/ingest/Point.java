package org.twinsuite.app.ingest;

import java.time.Instant;
import org.twinsuite.rules.fact.Quality;

/**
 * A normalised sample on its way into a twin.
 *
 * @param feature the tag
 * @param value finite, or NaN when the device says that it has none (quality bad)
 * @param unit UCUM code; {@code null} when neither device nor configuration tells
 * @param sourceTime when it was measured
 */
record Point(String feature, double value, String unit, Quality quality, Instant sourceTime) {}

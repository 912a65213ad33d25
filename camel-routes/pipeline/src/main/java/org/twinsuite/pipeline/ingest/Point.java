package org.twinsuite.pipeline.ingest;

import java.time.Instant;
import org.eclipse.ditto.json.JsonObject;
import org.twinsuite.rules.fact.Quality;

/**
 * A normalised sample on its way into a twin.
 *
 * @param feature id of the feature, see {@link org.twinsuite.twin.FeatureId}
 * @param value finite, or NaN when the device says that it has none (quality bad)
 * @param unit UCUM code; {@code null} when neither device nor configuration tells, {@link
 *     org.twinsuite.twin.TwinPoint#UNKNOWN_UNIT} when the device's is not understood
 * @param sourceTime when it was measured; {@code null} when nothing was, because the connection is
 *     lost
 * @param sourceProperties properties a control system gives in its own words, such as a text as
 *     value, the code of the quality or its times; they win over the plain ones. {@code null} for a
 *     device's sample
 */
record Point(
    String feature,
    double value,
    String unit,
    Quality quality,
    Instant sourceTime,
    JsonObject sourceProperties) {

  Point(String feature, double value, String unit, Quality quality, Instant sourceTime) {
    this(feature, value, unit, quality, sourceTime, null);
  }

  Point at(Instant time) {
    return new Point(feature, value, unit, quality, time, sourceProperties);
  }
}

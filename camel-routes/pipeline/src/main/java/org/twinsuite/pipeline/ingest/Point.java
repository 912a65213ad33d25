package org.twinsuite.pipeline.ingest;

import java.time.Instant;
import java.util.regex.Pattern;
import org.eclipse.ditto.json.JsonObject;
import org.twinsuite.rules.fact.Quality;

/**
 * A normalised sample on its way into a twin.
 *
 * @param feature the tag
 * @param value finite, or NaN when the device says that it has none (quality bad)
 * @param unit UCUM code; {@code null} when neither device nor configuration tells
 * @param sourceTime when it was measured; {@code null} when nothing was, because the connection is
 *     lost
 * @param said properties a control system says in its own words, such as a text as value, the code
 *     of the quality or its times; they win over the plain ones. {@code null} for a device's sample
 */
record Point(
    String feature,
    double value,
    String unit,
    Quality quality,
    Instant sourceTime,
    JsonObject said) {

  /** What the suite itself writes, or reads from that. */
  private static final Pattern OWN = Pattern.compile("(forecast|anomaly|drift):");

  Point(String feature, double value, String unit, Quality quality, Instant sourceTime) {
    this(feature, value, unit, quality, sourceTime, null);
  }

  /**
   * @throws IllegalArgumentException if no sample may be written to a feature of this name
   */
  static void checkFeature(String feature) {
    if (feature.isBlank() || feature.contains("/") || OWN.matcher(feature).lookingAt()) {
      throw new IllegalArgumentException("this name cannot be a feature of a device");
    }
  }
}

package org.twinsuite.rules.fact;

import java.time.Instant;
import java.util.Objects;

/**
 * One sample of a measured point.
 *
 * @param feature the tag, which is the feature id in the twin
 * @param value finite for GOOD samples; NaN stands for "no value" and is treated as BAD
 * @param unit UCUM code, null if unknown
 * @param quality null means good
 */
public record Measurement(
    String thingId,
    String feature,
    double value,
    String unit,
    Quality quality,
    Instant at,
    long revision)
    implements Fact {

  public Measurement {
    Objects.requireNonNull(thingId, "thingId");
    Objects.requireNonNull(feature, "feature");
    Objects.requireNonNull(at, "at");
    quality = !Double.isFinite(value) ? Quality.BAD : quality == null ? Quality.GOOD : quality;
  }

  /** Whether rules may judge by this sample. */
  public boolean good() {
    return quality == Quality.GOOD;
  }
}

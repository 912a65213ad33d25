package org.twinsuite.rules.fact;

import java.time.Instant;
import java.util.Objects;

/**
 * How unusual a model finds the samples of a point, written to the twin as feature {@code
 * anomaly:<feature>}. Limits over it stand in table {@code levels} under that name.
 *
 * @param feature the tag the score is about
 * @param score the higher the more unusual, in the model's own scale; not finite means no score
 * @param model model name, null if unknown
 * @param version model version, null if unknown
 * @param at source time of the last sample used
 */
public record Anomaly(
    String thingId,
    String feature,
    double score,
    String model,
    String version,
    Instant at,
    long revision)
    implements Fact {

  /** What stands before the feature in the name of the signal. */
  public static final String PREFIX = "anomaly:";

  public Anomaly {
    Objects.requireNonNull(thingId, "thingId");
    Objects.requireNonNull(feature, "feature");
    Objects.requireNonNull(at, "at");
  }

  /** The score as a sample. */
  public Measurement sample() {
    return new Measurement(thingId, PREFIX + feature, score, "", null, at, revision);
  }
}

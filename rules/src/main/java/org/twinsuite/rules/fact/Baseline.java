package org.twinsuite.rules.fact;

import java.time.Instant;
import java.util.Objects;

/**
 * What is usual for one point of one sound thing. The engine learns it from the first good samples
 * and tells it once; stored (or written to the twin and edited there) it comes back as this fact,
 * so that a restart does not take a worn machine for the usual one.
 *
 * @param source name of the derived signal it belongs to, as in table {@code derived}
 * @param usual median of what was learned from, in the unit of the point
 * @param count samples learned from
 * @param at time of the last of them
 */
public record Baseline(
    String thingId, String source, double usual, int count, Instant at, long revision)
    implements Fact {

  public Baseline {
    Objects.requireNonNull(thingId, "thingId");
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(at, "at");
    if (!Double.isFinite(usual) || usual == 0) {
      throw new IllegalArgumentException(
          "baseline of " + source + ": usual must be a number other than 0, got " + usual);
    }
  }
}

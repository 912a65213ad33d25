package org.twinsuite.rules.fact;

import java.time.Instant;
import java.util.Objects;

/**
 * A span of time in which production allows work on the thing.
 *
 * <p>All windows of one revision are one list; a list of a later revision (of a later time where
 * revisions are unknown) replaces it, so that time production takes back is not used.
 *
 * @param from inclusive; null if the list is empty: production leaves no time free
 * @param to exclusive; null if {@code from} is
 */
public record ProductionWindow(String thingId, Instant from, Instant to, Instant at, long revision)
    implements Fact {

  public ProductionWindow {
    Objects.requireNonNull(thingId, "thingId");
    Objects.requireNonNull(at, "at");
    if ((from == null) != (to == null) || from != null && !from.isBefore(to)) {
      throw new IllegalArgumentException(
          "production window: from must be before to, got " + from + " and " + to);
    }
  }

  /** The empty list. */
  public static ProductionWindow none(String thingId, Instant at, long revision) {
    return new ProductionWindow(thingId, null, null, at, revision);
  }
}

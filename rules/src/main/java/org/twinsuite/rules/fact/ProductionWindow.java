package org.twinsuite.rules.fact;

import java.time.Instant;
import java.util.Objects;

/** A span of time in which production allows work on the thing: from inclusive, to exclusive. */
public record ProductionWindow(String thingId, Instant from, Instant to, Instant at, long revision)
    implements Fact {

  public ProductionWindow {
    Objects.requireNonNull(thingId, "thingId");
    Objects.requireNonNull(at, "at");
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException("production window: from must be before to, got " + from);
    }
  }
}

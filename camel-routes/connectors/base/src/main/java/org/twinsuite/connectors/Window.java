package org.twinsuite.connectors;

import java.time.Instant;

/**
 * When the work should be done: from {@code from}, finished by {@code to}. Neither is null, from is
 * not after to.
 */
public record Window(Instant from, Instant to) {

  public Window {
    if (from == null || to == null || from.isAfter(to)) {
      throw new IllegalArgumentException("window from " + from + " to " + to + " is not a window");
    }
  }
}

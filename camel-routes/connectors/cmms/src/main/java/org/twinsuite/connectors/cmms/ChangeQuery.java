package org.twinsuite.connectors.cmms;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;

/** How a system is asked for what changed; see {@link ChangeFeed}. */
@FunctionalInterface
public interface ChangeQuery {

  /**
   * Pages of the orders changed at or after an instant, oldest first; read only as far as needed,
   * so it may fetch pages lazily.
   *
   * @param instant null for all
   */
  Iterator<ChangePage> from(Instant instant);

  /**
   * One page of the orders changed within a stretch of time, in the order of their keys, which do
   * not change: an order that changes meanwhile leaves the list without moving the others.
   *
   * @param from included
   * @param until excluded
   * @param after key of the last row before this page; null for the first page
   * @return empty if the system cannot be asked so
   */
  default Optional<ChangePage> byKey(Instant from, Instant until, String after) {
    return Optional.empty();
  }

  /** The smallest step between two change times that the system distinguishes. */
  default Duration resolution() {
    return Duration.ofSeconds(1);
  }
}

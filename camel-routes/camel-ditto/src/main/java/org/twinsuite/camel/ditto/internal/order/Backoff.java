package org.twinsuite.camel.ditto.internal.order;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Doubling delays with jitter: the n-th is between half and all of {@code min(first · 2ⁿ, longest)}
 * so that many clients do not come back together.
 */
public record Backoff(Duration first, Duration longest) {

  public Backoff {
    if (first.isNegative() || longest.compareTo(first) < 0) {
      throw new IllegalArgumentException(
          "delays must not be negative and the longest not below the first: "
              + first
              + ", "
              + longest);
    }
  }

  /**
   * @param attempt 0 for the first
   */
  public Duration delay(int attempt) {
    long doubled = first.toMillis() << Math.min(attempt, 20);
    long full = Math.min(doubled, longest.toMillis());
    return Duration.ofMillis(
        full - (full < 2 ? 0 : ThreadLocalRandom.current().nextLong(full / 2)));
  }
}

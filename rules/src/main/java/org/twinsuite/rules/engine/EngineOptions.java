package org.twinsuite.rules.engine;

import java.time.Duration;
import java.util.Objects;

/**
 * How one partition treats time.
 *
 * @param lateness facts are held back until event time has moved on by this much and are then
 *     judged in event-time order, so any delay up to it changes nothing. Zero judges at once; facts
 *     that come late are then sorted into the windows they still fall into
 * @param maxAhead a fact dated further than this after the last {@link RuleEngine#advanceTo} is
 *     judged but does not move the clock, so one device with a wrong clock cannot silence the
 *     others
 */
public record EngineOptions(Duration lateness, Duration maxAhead) {

  public EngineOptions {
    Objects.requireNonNull(lateness, "lateness");
    Objects.requireNonNull(maxAhead, "maxAhead");
    if (lateness.isNegative() || maxAhead.isNegative()) {
      throw new IllegalArgumentException("lateness and maxAhead must not be negative");
    }
  }

  /** No lateness, one day ahead. */
  public static EngineOptions defaults() {
    return new EngineOptions(Duration.ZERO, Duration.ofDays(1));
  }

  public EngineOptions withLateness(Duration value) {
    return new EngineOptions(value, maxAhead);
  }
}

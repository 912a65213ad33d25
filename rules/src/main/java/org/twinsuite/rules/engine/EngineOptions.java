package org.twinsuite.rules.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * How one partition treats time.
 *
 * @param lateness facts are held back until event time has moved on by this much and are then
 *     judged in event-time order, so any delay up to it changes nothing. Zero judges at once; facts
 *     that come late are then sorted into the windows they still fall into
 * @param maxAhead a fact dated further than this after {@code now}, or after the last {@link
 *     RuleEngine#advanceTo}, does not move the clock, so one device with a wrong clock cannot
 *     silence the others; a sample or forecast dated so is no value but a finding about the data,
 *     or it would stay the newest of its signal for as long
 * @param now what time it is when the engine is opened; null if only facts tell, which then move
 *     the clock however they are dated until the first {@link RuleEngine#advanceTo}
 */
public record EngineOptions(Duration lateness, Duration maxAhead, Instant now) {

  public EngineOptions {
    Objects.requireNonNull(lateness, "lateness");
    Objects.requireNonNull(maxAhead, "maxAhead");
    if (lateness.isNegative() || maxAhead.isNegative()) {
      throw new IllegalArgumentException("lateness and maxAhead must not be negative");
    }
  }

  /** No lateness, one day ahead. */
  public static EngineOptions defaults() {
    return new EngineOptions(Duration.ZERO, Duration.ofDays(1), null);
  }

  /** With a clock that is trusted. */
  public EngineOptions withNow(Instant value) {
    return new EngineOptions(lateness, maxAhead, value);
  }

  /** Facts are trusted however far ahead they are dated, e.g. where they alone move the clock. */
  public EngineOptions withMaxAhead(Duration value) {
    return new EngineOptions(lateness, value, now);
  }

  public EngineOptions withLateness(Duration value) {
    return new EngineOptions(value, maxAhead, now);
  }
}

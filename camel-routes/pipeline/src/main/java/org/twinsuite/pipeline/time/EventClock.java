package org.twinsuite.pipeline.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.twinsuite.pipeline.config.ClockMode;
import org.twinsuite.rules.engine.EngineOptions;

/**
 * The app's one clock: the machine's, or the newest event time seen, so that a replay or simulation
 * sets the pace.
 */
public final class EventClock implements InstantSource {
  private static final EngineOptions TRUSTED = EngineOptions.defaults();
  private static final Duration ANY_TIME = Duration.ofDays(365_000);

  private final ClockMode mode;
  private final AtomicReference<Instant> newest;

  /**
   * @param start where event time stands before the first event
   */
  public EventClock(ClockMode mode, Instant start) {
    this.mode = mode;
    this.newest = new AtomicReference<>(start);
  }

  /** An event with this time was seen. */
  public void seen(Instant at) {
    if (at.isAfter(newest.get())) {
      newest.accumulateAndGet(at, (a, b) -> a.isAfter(b) ? a : b);
    }
  }

  /**
   * Whether a time lies further ahead than the clock of a device may be wrong. The newest event is
   * the clock where events set the pace, so none is ahead then.
   */
  public boolean isAhead(Instant at) {
    return mode == ClockMode.WALL && at.isAfter(Instant.now().plus(TRUSTED.maxAhead()));
  }

  /** How rules are to take times, from now on. */
  public EngineOptions trust() {
    return mode == ClockMode.WALL ? TRUSTED.withNow(Instant.now()) : TRUSTED.withMaxAhead(ANY_TIME);
  }

  @Override
  public Instant instant() {
    return mode == ClockMode.WALL ? Instant.now() : newest.get();
  }
}

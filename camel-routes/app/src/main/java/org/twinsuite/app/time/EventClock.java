package org.twinsuite.app.time;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.twinsuite.app.config.ClockMode;

/**
 * The app's one clock: the machine's, or the newest event time seen, so that a replay or simulation
 * sets the pace.
 */
public final class EventClock implements InstantSource {
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

  @Override
  public Instant instant() {
    return mode == ClockMode.WALL ? Instant.now() : newest.get();
  }
}

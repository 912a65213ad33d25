package org.twinsuite.sandbox.plant;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;

/**
 * The one clock of a run. It stands still until the run moves it, and never goes back. Safe for
 * many readers.
 */
public final class SimulatedClock implements InstantSource {

  private volatile Instant now;

  /**
   * @param start the time it shows first
   */
  public SimulatedClock(Instant start) {
    now = Objects.requireNonNull(start, "start");
  }

  @Override
  public Instant instant() {
    return now;
  }

  /**
   * Moves the clock.
   *
   * @throws IllegalArgumentException if the time lies before the present one
   */
  public synchronized void moveTo(Instant time) {
    if (time.isBefore(now)) {
      throw new IllegalArgumentException(
          "the clock shows " + now + " and cannot go back to " + time);
    }
    now = time;
  }
}

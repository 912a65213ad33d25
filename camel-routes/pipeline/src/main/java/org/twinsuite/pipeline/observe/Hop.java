package org.twinsuite.pipeline.observe;

import java.time.Instant;

/**
 * One station on a message's way.
 *
 * @param at when; {@code null} when the station keeps no time
 * @param place the station, e.g. {@code ingest}, {@code change}, {@code outbox}
 * @param what what happened there, for a person
 */
public record Hop(Instant at, String place, State state, String what) {

  /** Whether it went on from there. */
  public enum State {
    /** It went on. */
    PASSED,
    /** It is tried again by itself. */
    WAITING,
    /** It came to its regular end. */
    ENDED,
    /** It did not go on, and a person has to look. */
    STOPPED
  }
}

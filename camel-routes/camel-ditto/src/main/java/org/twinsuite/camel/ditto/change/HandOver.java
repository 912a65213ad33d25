package org.twinsuite.camel.ditto.change;

import java.util.concurrent.atomic.AtomicBoolean;

/** One change on its way through the route. */
public final class HandOver {

  enum State {
    OPEN,
    DONE,
    FAILED
  }

  private final ThingTrack track;
  private final long revision;
  private final ReceivedChange change;
  private final AtomicBoolean settled = new AtomicBoolean();
  private State state;

  HandOver(ThingTrack track, long revision, ReceivedChange change) {
    this.track = track;
    this.revision = revision;
    this.change = change;
    this.state = change == null ? State.DONE : State.OPEN;
  }

  ThingTrack track() {
    return track;
  }

  long revision() {
    return revision;
  }

  public ReceivedChange change() {
    return change;
  }

  /** Whether this is the first time its end is reported; from any thread. */
  boolean settle() {
    return settled.compareAndSet(false, true);
  }

  State state() {
    return state;
  }

  void state(State next) {
    state = next;
  }
}

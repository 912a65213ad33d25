package org.twinsuite.camel.ditto.change;

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

  State state() {
    return state;
  }

  void state(State next) {
    state = next;
  }
}

package org.twinsuite.camel.ditto.internal.order;

import java.util.concurrent.atomic.AtomicBoolean;
import org.twinsuite.camel.ditto.internal.protocol.ReceivedChange;

/** One change on its way through the route. */
public final class InFlightExchange {

  enum State {
    OPEN,
    DONE,
    FAILED
  }

  private final ThingSequencer track;
  private final long revision;
  private final ReceivedChange change;
  private final AtomicBoolean settled = new AtomicBoolean();
  private State state;

  InFlightExchange(ThingSequencer track, long revision, ReceivedChange change) {
    this.track = track;
    this.revision = revision;
    this.change = change;
    this.state = change == null ? State.DONE : State.OPEN;
  }

  ThingSequencer track() {
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

package org.twinsuite.camel.ditto.internal.order;

import java.time.Instant;
import org.twinsuite.camel.ditto.internal.protocol.ReceivedChange;

/**
 * What a dispatcher keeps about one thing; touched by the dispatcher's thread only, except for how
 * far behind it is.
 */
final class ThingState {

  static final long CAUGHT_UP = Long.MIN_VALUE;

  enum Repair {
    NONE,
    /** Waits whether the missing revision is just late, or for the next attempt. */
    DELAYED,
    /** Waits for a slot. */
    QUEUED,
    FETCHING,
    /** Hands over what was fetched and keeps its slot, which bounds memory. */
    DRAINING
  }

  final ThingSequencer track;
  boolean pumping;
  boolean ready;
  boolean abandoned;
  boolean markDue;
  long marked;
  long failedRevision;
  long retained;
  int failures;
  Repair repair = Repair.NONE;
  int confirmed;
  long confirmThrough;
  int fetchFailures;
  private volatile long behindSince = CAUGHT_UP;
  private volatile long movedAt = System.nanoTime();
  private long movedTo;

  ThingState(ThingSequencer track) {
    this.track = track;
    this.marked = track.handled();
    this.movedTo = track.handled();
  }

  /**
   * Notes how far behind the thing is.
   *
   * @param arrived what made it fall behind, if known; {@code null} when not
   */
  void observe(ReceivedChange arrived) {
    boolean moved = track.handled() > movedTo;
    movedTo = track.handled();
    if (track.handled() >= track.head()) {
      behindSince = CAUGHT_UP;
      return;
    }
    if (!moved && behindSince != CAUGHT_UP) {
      return;
    }
    movedAt = System.nanoTime();
    ReceivedChange oldest = track.oldestPending();
    if (oldest != null || behindSince == CAUGHT_UP) {
      behindSince = appliedAt(oldest == null ? arrived : oldest);
    }
  }

  private static long appliedAt(ReceivedChange change) {
    Instant applied = change == null ? null : change.change().timestamp();
    return applied == null ? System.currentTimeMillis() : applied.toEpochMilli();
  }

  /** When Ditto applied the oldest change not handled; {@link #CAUGHT_UP} when there is none. */
  long behindSince() {
    return behindSince;
  }

  boolean stalled(long now, long limitNanos) {
    return behindSince != CAUGHT_UP && now - movedAt > limitNanos;
  }
}

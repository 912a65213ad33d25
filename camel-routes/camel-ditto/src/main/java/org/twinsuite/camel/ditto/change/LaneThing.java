package org.twinsuite.camel.ditto.change;

/** What a lane keeps about one thing; touched by the lane's thread only. */
final class LaneThing {

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

  final ThingTrack track;
  boolean pumping;
  boolean ready;
  boolean abandoned;
  long marked;
  long failedRevision;
  int failures;
  Repair repair = Repair.NONE;
  int confirmed;
  long confirmThrough;
  int fetchFailures;

  LaneThing(ThingTrack track) {
    this.track = track;
    this.marked = track.handled();
  }
}

package org.twinsuite.camel.ditto.internal.order;

/** Revisions {@code from} to {@code to}, both included. */
public record RevisionRange(long from, long to) {

  public RevisionRange {
    if (from < 1 || to < from) {
      throw new IllegalArgumentException("not a valid range of revisions: " + from + " to " + to);
    }
  }
}

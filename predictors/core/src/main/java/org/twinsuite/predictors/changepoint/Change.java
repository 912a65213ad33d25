package org.twinsuite.predictors.changepoint;

import java.util.Locale;

/**
 * A series is no longer what it was.
 *
 * @param kind what changed
 * @param at index of the value it began with, as estimated, from 0; missing values count
 * @param seen index of the value that gave it away
 */
public record Change(Kind kind, long at, long seen) {

  /** What changed. */
  public enum Kind {
    LEVEL_UP,
    LEVEL_DOWN,
    WIDER,
    NARROWER;

    /** As a planner reads it: {@code level up}. */
    public String words() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  @Override
  public String toString() {
    return kind.words() + " at " + at + ", seen at " + seen;
  }
}

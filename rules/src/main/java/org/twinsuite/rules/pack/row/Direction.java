package org.twinsuite.rules.pack.row;

/** On which side of a limit the trouble lies. */
public enum Direction {
  ABOVE,
  BELOW;

  /** Whether the value has reached the limit or lies beyond it; false if either is NaN. */
  public boolean reached(double value, double limit) {
    return this == ABOVE ? value >= limit : value <= limit;
  }
}

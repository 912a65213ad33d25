package org.twinsuite.rules.fact;

import org.twinsuite.twin.unit.Conversion;
import org.twinsuite.twin.unit.Ucum;

/** Units that are written differently and mean the same, such as {@code 1/min} and {@code /min}. */
public final class SameUnit {

  private SameUnit() {}

  /**
   * Whether a value in one unit is the same number in the other.
   *
   * @param one UCUM code
   * @param other UCUM code, or what a source takes for one; may be null
   */
  public static boolean of(String one, String other) {
    if (one.equals(other)) {
      return true;
    }
    if (other == null || other.isEmpty() || one.isEmpty()) {
      return false;
    }
    try {
      return Ucum.conversion(one, other) == Conversion.NONE;
    } catch (IllegalArgumentException differs) {
      return false;
    }
  }
}

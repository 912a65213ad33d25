package org.twinsuite.sandbox.plant;

import java.util.Objects;

/**
 * What a device reports of one measured point.
 *
 * @param value the number
 * @param unit UCUM code
 */
public record Reading(double value, String unit) {

  public Reading {
    Objects.requireNonNull(unit, "unit");
  }
}

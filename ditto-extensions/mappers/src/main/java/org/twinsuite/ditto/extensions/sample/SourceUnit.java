package org.twinsuite.ditto.extensions.sample;

import org.twinsuite.twin.unit.UnitNames;

/**
 * What a source says about the unit of a value.
 *
 * @param text its own word; {@code null} if it gives a code
 * @param code UCUM code; {@code null} if the word has to be looked up
 * @param names where the word is looked up
 */
public record SourceUnit(String text, String code, UnitNames names) {

  /**
   * A unit by its name.
   *
   * @param text {@code null} if the source says nothing
   * @return {@code null} if there is no unit
   */
  public static SourceUnit named(String text, UnitNames names) {
    return UnitNames.isNone(text) ? null : new SourceUnit(text, null, names);
  }

  /** A unit that is known. */
  public static SourceUnit ofCode(String code) {
    return new SourceUnit(null, code, UnitNames.PLANT);
  }

  /** The UCUM code; {@code null} if the name is not known. */
  public String ucum() {
    return code == null ? names.find(text).orElse(null) : code;
  }

  /** The UCUM code that can be converted to the wanted one; {@code null} if there is none. */
  public String ucum(String wanted) {
    return names.find(code == null ? text : code, wanted).orElse(null);
  }

  @Override
  public String toString() {
    return code == null ? text : code;
  }
}

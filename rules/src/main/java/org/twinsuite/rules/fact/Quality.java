package org.twinsuite.rules.fact;

import java.util.Locale;

/** Severity of a sample's quality: the top two bits of an OPC UA status code (Part 4, 7.39). */
public enum Quality {
  GOOD,
  UNCERTAIN,
  BAD;

  /**
   * @param text {@code good}, {@code uncertain} or {@code bad} in any case; null or blank means
   *     good, as a sample without quality is taken at its word
   * @throws IllegalArgumentException for any other text
   */
  public static Quality parse(String text) {
    if (text == null || text.isBlank()) {
      return GOOD;
    }
    try {
      return valueOf(text.trim().toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "quality.severity '" + text + "': use good, uncertain or bad", e);
    }
  }
}

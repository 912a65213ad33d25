package org.twinsuite.ditto.extensions.senml;

import org.twinsuite.twin.WellFormedText;

/** SenML names (RFC 8428, 4.5.1). */
final class Names {

  private static final int MAX = 456;

  private Names() {}

  static String shown(String name) {
    return WellFormedText.shown(name);
  }

  /** The fault of a full name; {@code null} if there is none. */
  static String problem(String name) {
    if (name.isEmpty()) {
      return "the record has no name, neither n nor bn";
    }
    if (name.length() > MAX) {
      return "name '" + shown(name) + "' has " + name.length() + " characters, more than " + MAX;
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
      boolean other = c == '-' || c == ':' || c == '.' || c == '/' || c == '_';
      if (!letter && (i == 0 || !other)) {
        return "name '" + shown(name) + "' has a character that RFC 8428, 4.5.1, does not allow";
      }
    }
    return null;
  }
}

package org.twinsuite.ditto.extensions.senml;

/** SenML names (RFC 8428, 4.5.1). */
final class Names {

  private Names() {}

  /** What is wrong with a full name, {@code null} if nothing is. */
  static String problem(String name) {
    if (name.isEmpty()) {
      return "the record has no name, neither n nor bn";
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
      boolean other = c == '-' || c == ':' || c == '.' || c == '/' || c == '_';
      if (!letter && (i == 0 || !other)) {
        return "name '" + name + "' has a character that RFC 8428, 4.5.1, does not allow";
      }
    }
    return null;
  }
}

package org.twinsuite.twin;

/**
 * Feature ids of the names that sources use. Ditto takes every character but control characters
 * (U+0000 to U+001F, U+007F to U+00FF) and the slash; {@code ~} and {@code *} mean something in its
 * paths. Invisible characters (Unicode category Cf) are a trap. {@code /}, the usual separator,
 * becomes {@code __}; each other of these {@code _xHHHH_} (as in ISO/IEC 9075-14), and so does an
 * underscore that could be misread. So no two names have one id, the id of a name never depends on
 * other names, and {@link #nameOf} leads back.
 */
public final class FeatureId {

  /** Most characters of a name. */
  public static final int MAX_NAME = 200;

  private static final int ESCAPE = 7;

  private FeatureId() {}

  /**
   * The feature id of a measured point's name.
   *
   * @throws IllegalArgumentException if the name is blank, longer than {@link #MAX_NAME}, not
   *     well-formed, or one of those that the suite itself writes; the message says which
   */
  public static String of(String name) {
    if (isPlain(name)) {
      return notReserved(name);
    }
    if (name.isBlank()) {
      throw new IllegalArgumentException("the name is empty");
    }
    WellFormedText.check(name, name, MAX_NAME);
    return notReserved(encode(name));
  }

  private static String notReserved(String id) {
    if (ReservedFeatures.isReserved(id)) {
      throw new IllegalArgumentException(
          "the name '" + id + "' is reserved for what the suite itself writes");
    }
    return id;
  }

  /** Whether it is its own id: letters and digits of ASCII, {@code - . :}, single underscores. */
  private static boolean isPlain(String name) {
    if (name.isEmpty() || name.length() > MAX_NAME) {
      return false;
    }
    for (int at = 0; at < name.length(); at++) {
      char c = name.charAt(at);
      boolean plain =
          c >= 'a' && c <= 'z'
              || c >= 'A' && c <= 'Z'
              || c >= '0' && c <= '9'
              || c == '-'
              || c == '.'
              || c == ':'
              || c == '_' && at + 1 < name.length() && !isSpecialAfterUnderscore(name, at + 1);
      if (!plain) {
        return false;
      }
    }
    return !isDots(name);
  }

  private static boolean isSpecialAfterUnderscore(String name, int at) {
    char c = name.charAt(at);
    return c == '_' || c == 'x';
  }

  /** The id of a name, whether it is reserved or not. */
  static String encode(String name) {
    StringBuilder id = new StringBuilder(name.length() + 16);
    boolean dots = isDots(name);
    for (int at = 0; at < name.length(); at++) {
      char c = name.charAt(at);
      if (c == '/') {
        id.append("__");
      } else if (isEscaped(c) || dots || c == '_' && isMisread(name, at)) {
        id.append(String.format("_x%04X_", (int) c));
      } else {
        id.append(c);
      }
    }
    return id.toString();
  }

  /** A path of a URL that consists of dots is another path. */
  private static boolean isDots(String name) {
    return name.equals(".") || name.equals("..");
  }

  private static boolean isEscaped(char c) {
    if (c < 0x20 || c >= 0x7F && c <= 0xFF || c == '~' || c == '*') {
      return true;
    }
    // invisible characters, and those that turn the direction of writing
    int type = c < 0x7F ? Character.LOWERCASE_LETTER : Character.getType(c);
    return type == Character.FORMAT
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR;
  }

  private static boolean isMisread(String name, int at) {
    if (at + 1 == name.length()) {
      return false;
    }
    char next = name.charAt(at + 1);
    return next == '_' || next == '/' || isEscaped(next) || isEscape(name, at);
  }

  /** The name whose id this is; an id that no name has is its own name. */
  public static String nameOf(String id) {
    StringBuilder name = new StringBuilder(id.length());
    for (int at = 0; at < id.length(); ) {
      if (isEscape(id, at)) {
        name.append((char) Integer.parseInt(id.substring(at + 2, at + 6), 16));
        at += ESCAPE;
      } else if (id.startsWith("__", at)) {
        name.append('/');
        at += 2;
      } else {
        name.append(id.charAt(at++));
      }
    }
    return name.toString();
  }

  private static boolean isEscape(String text, int at) {
    if (at + ESCAPE > text.length()
        || text.charAt(at) != '_'
        || text.charAt(at + 1) != 'x'
        || text.charAt(at + 6) != '_') {
      return false;
    }
    for (int digit = at + 2; digit < at + 6; digit++) {
      char c = text.charAt(digit);
      if (!(c >= '0' && c <= '9' || c >= 'A' && c <= 'F')) {
        return false;
      }
    }
    return true;
  }
}

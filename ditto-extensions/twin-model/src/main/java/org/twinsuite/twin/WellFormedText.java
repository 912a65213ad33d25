package org.twinsuite.twin;

/** Texts of strangers: bounded, and such that UTF-8 can carry them. */
public final class WellFormedText {

  private static final int SHOWN = 40;

  private WellFormedText() {}

  /**
   * Checks a text.
   *
   * @param what how the message names it, such as {@code points.temp}
   * @param most most UTF-16 units
   * @return the text
   * @throws IllegalArgumentException if it is longer, or holds one half of a surrogate pair
   */
  public static String check(String what, String text, int most) {
    if (text.length() > most) {
      throw new IllegalArgumentException(
          "'" + shown(what) + "' has " + text.length() + " characters, more than " + most);
    }
    int half = loneSurrogate(text);
    if (half >= 0) {
      throw new IllegalArgumentException(
          "'"
              + shown(what)
              + "' is not well-formed: half of a surrogate pair at position "
              + half
              + " cannot be written as UTF-8");
    }
    return text;
  }

  /** Whether UTF-8 can carry the text. */
  public static boolean isWellFormed(String text) {
    return loneSurrogate(text) < 0;
  }

  /** A text as messages show it: without lone surrogates and control characters, and not long. */
  public static String shown(String text) {
    StringBuilder shown = new StringBuilder(Math.min(text.length(), SHOWN) + 1);
    for (int at = 0; at < text.length(); ) {
      if (shown.length() >= SHOWN) {
        return shown.append('…').toString();
      }
      int c = text.codePointAt(at);
      at += Character.charCount(c);
      boolean odd =
          Character.isISOControl(c) || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
      shown.appendCodePoint(odd ? '\uFFFD' : c);
    }
    return shown.toString();
  }

  /** The text with U+FFFD for each lone surrogate. */
  public static String repaired(String text) {
    if (isWellFormed(text)) {
      return text;
    }
    StringBuilder repaired = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
        .forEach(repaired::appendCodePoint);
    return repaired.toString();
  }

  private static int loneSurrogate(String text) {
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (!Character.isSurrogate(c)) {
        continue;
      }
      boolean pair =
          Character.isHighSurrogate(c)
              && at + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(at + 1));
      if (!pair) {
        return at;
      }
      at++;
    }
    return -1;
  }
}

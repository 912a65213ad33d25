package org.twinsuite.rules.fact;

/**
 * Makes text that came from outside fit to be shown to people, whatever is in it: short, on one
 * line, without characters that are invisible or change the direction of writing.
 */
public final class PlainText {

  private PlainText() {}

  /**
   * The text as it may be shown.
   *
   * @param text may be null
   * @param most characters; what is longer ends with an ellipsis
   * @return null if the text is null
   */
  public static String of(String text, int most) {
    if (text == null || isPlain(text, most)) {
      return text;
    }
    StringBuilder plain = new StringBuilder(Math.min(text.length(), most));
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      int size = Character.charCount(c);
      if (plain.length() + size > most - 1 && i + size < text.length()) {
        return plain.append('…').toString();
      }
      plain.appendCodePoint(isShown(c) ? c : Character.isWhitespace(c) ? ' ' : '?');
      i += size;
    }
    return plain.toString();
  }

  private static boolean isPlain(String text, int most) {
    if (text.length() > most) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~') {
        return text.codePoints().allMatch(PlainText::isShown);
      }
    }
    return true;
  }

  private static boolean isShown(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}

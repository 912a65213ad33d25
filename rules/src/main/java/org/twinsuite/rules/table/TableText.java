package org.twinsuite.rules.table;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds characters that look like others, so that a name or number is not what it seems: no-break
 * and zero-width spaces, typographic quotes and dashes, letters of another alphabet.
 */
final class TableText {

  private static final int SHOWN = 60;
  private static final String QUOTES =
      "\u2018\u2019\u201A\u201B\u201C\u201D\u201E\u201F\u00AB\u00BB\u2032\u2033";
  private static final String DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\uFE63\uFF0D";
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}]+");

  /** Letters that are drawn as a Latin one: Cyrillic, then Greek. */
  private static final String LATIN_LOOK =
      "\u0430\u0441\u0435\u043E\u0440\u0445\u0443\u0455\u0456\u0458\u04BB\u0501\u051B\u051D"
          + "\u0410\u0412\u0421\u0415\u041D\u0406\u0408\u041A\u041C\u041E\u0420\u0405\u0422\u0425\u0423"
          + "\u03BF\u03BD\u03C1\u03B1\u03B9\u0391\u0392\u0395\u0396\u0397\u0399\u039A\u039C\u039D"
          + "\u039F\u03A1\u03A4\u03A5\u03A7";

  private static final Set<UnicodeScript> LOOK_ALIKE =
      EnumSet.of(UnicodeScript.LATIN, UnicodeScript.CYRILLIC, UnicodeScript.GREEK);

  private TableText() {}

  /** What is wrong with a name; empty if nothing is. */
  static Optional<String> problemOfName(String text) {
    Optional<String> problem = problemOfText(text);
    if (problem.isPresent()) {
      return problem;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != ' ' && Character.isSpaceChar(c)) {
        return found(c, "a space that is not the usual one", i);
      }
      if (QUOTES.indexOf(c) >= 0) {
        return found(c, "a typographic quote", i);
      }
      if (DASHES.indexOf(c) >= 0) {
        return found(c, "a dash that is not the hyphen-minus", i);
      }
      if (c >= '\uFF01' && c <= '\uFF5E') {
        return found(c, "a full-width character", i);
      }
    }
    if (!Normalizer.isNormalized(text, Normalizer.Form.NFC)) {
      return Optional.of("has letters with separate accents; type them again");
    }
    return mixedAlphabets(text);
  }

  /** What is wrong with a text for people; empty if nothing is. */
  static Optional<String> problemOfText(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int type = Character.getType(c);
      if (Character.isISOControl(c)) {
        return found(c, "a control character", i);
      }
      if (type == Character.FORMAT
          || type == Character.LINE_SEPARATOR
          || type == Character.PARAGRAPH_SEPARATOR) {
        return found(c, "an invisible character", i);
      }
      boolean pair =
          Character.isHighSurrogate(c)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      if (pair) {
        i++;
      } else if (Character.isSurrogate(c) || type == Character.UNASSIGNED || c == '\uFFFD') {
        return found(c, "half or replaced by another character", i);
      }
    }
    return Optional.empty();
  }

  private static Optional<String> found(char c, String what, int at) {
    return Optional.of(
        "has %s (U+%04X) as character %d; delete it or type it again"
            .formatted(what, (int) c, at + 1));
  }

  private static Optional<String> mixedAlphabets(String text) {
    Set<UnicodeScript> all = scripts(text);
    if (all.size() < 2) {
      return Optional.empty();
    }
    Matcher words = WORD.matcher(text);
    while (words.find()) {
      String word = words.group();
      Set<UnicodeScript> scripts = scripts(word);
      boolean onlyLookAlikes =
          !scripts.contains(UnicodeScript.LATIN)
              && !scripts.isEmpty()
              && word.chars().allMatch(c -> LATIN_LOOK.indexOf(c) >= 0);
      if (scripts.size() > 1 || onlyLookAlikes) {
        return word.chars()
            .filter(c -> scriptOf(c) != UnicodeScript.LATIN)
            .mapToObj(c -> (char) c)
            .findFirst()
            .flatMap(
                c ->
                    found(
                        c,
                        "a letter of another alphabet that looks like a Latin one",
                        text.indexOf(c)));
      }
    }
    return Optional.empty();
  }

  private static Set<UnicodeScript> scripts(String text) {
    Set<UnicodeScript> scripts = EnumSet.noneOf(UnicodeScript.class);
    text.codePoints()
        .filter(Character::isLetter)
        .mapToObj(TableText::scriptOf)
        .filter(LOOK_ALIKE::contains)
        .forEach(scripts::add);
    return scripts;
  }

  private static UnicodeScript scriptOf(int c) {
    return c == '\u00B5' ? UnicodeScript.GREEK : UnicodeScript.of(c);
  }

  /** Text of unknown origin for a message: short, printable. */
  static String shown(String text) {
    return printable(text, SHOWN);
  }

  static String printable(String text, int most) {
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .limit(most)
        .forEach(
            c -> {
              int type = Character.getType(c);
              boolean printable =
                  !Character.isISOControl(c)
                      && type != Character.FORMAT
                      && type != Character.SURROGATE
                      && type != Character.LINE_SEPARATOR
                      && type != Character.PARAGRAPH_SEPARATOR;
              shown.appendCodePoint(printable ? c : '?');
            });
    return text.codePointCount(0, text.length()) > most ? shown + "…" : shown.toString();
  }
}

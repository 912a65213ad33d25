package org.twinsuite.twin.unit;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a text could be a UCUM term (UCUM, 2.2 Syntax), within bounds. Goes over it once, without
 * recursion: what passes is harmless to a parser that recurses.
 */
final class UcumSyntax {

  static final int MAX_LENGTH = 64;
  private static final int MAX_DEPTH = 4;
  private static final int MAX_FACTOR_DIGITS = 9;
  private static final int MAX_EXPONENT_DIGITS = 2;

  private static final String RANKINE = "(5.K/9)";

  /** The library has a ten-thousandth of these. */
  private static final Pattern REM = Pattern.compile("(?<![A-Za-z\\[_])REM(?![A-Za-z\\]_])");

  private static final Pattern RAD = Pattern.compile("(?<![A-Za-z\\[_])RAD(?![A-Za-z\\]_])");

  /** The library has a 550th of it. */
  private static final String HORSEPOWER = "(550.[ft_i].[lbf_av]/s)";

  private static final Pattern POWER_OF_TEN = Pattern.compile("10[*^]([0-9])(?![0-9])");

  private UcumSyntax() {}

  /**
   * What the library reads instead: in a product a degree is an interval, which it does not know,
   * and powers of ten are numbers.
   *
   * @param code a possible term
   */
  static String forLibrary(String code) {
    String plain = code;
    Matcher power = POWER_OF_TEN.matcher(code);
    if (power.find()) {
      plain = power.replaceAll(found -> "1" + "0".repeat(Integer.parseInt(found.group(1))));
    }
    boolean product = plain.indexOf('.') >= 0 || plain.indexOf('/') >= 0;
    if (product) {
      plain = plain.replace("Cel", "K").replace("[degF]", RANKINE);
    }
    plain = plain.replace("[degR]", RANKINE).replace("[HP]", HORSEPOWER);
    return plain.indexOf('R') < 0
        ? plain
        : RAD.matcher(REM.matcher(plain).replaceAll("cSv")).replaceAll("cGy");
  }

  static boolean isPossible(String text) {
    if (text.isEmpty() || text.length() > MAX_LENGTH) {
      return false;
    }
    int depth = 0;
    boolean operand = false;
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '(') {
        if (operand || ++depth > MAX_DEPTH) {
          return false;
        }
        at++;
      } else if (c == ')') {
        if (!operand || --depth < 0) {
          return false;
        }
        at++;
      } else if (c == '.' || c == '/') {
        boolean leading = c == '/' && (at == 0 || text.charAt(at - 1) == '(');
        if (!operand && !leading) {
          return false;
        }
        operand = false;
        at++;
      } else {
        if (operand) {
          return false;
        }
        at = component(text, at);
        if (at < 0) {
          return false;
        }
        operand = true;
      }
    }
    return operand && depth == 0;
  }

  /**
   * @return where the component ends; -1 if it is none
   */
  private static int component(String text, int start) {
    int at = digits(text, start);
    if (at > start && isEnd(text, at)) {
      return at - start <= MAX_FACTOR_DIGITS && text.charAt(start) != '0' ? at : -1;
    }
    at = symbol(text, start);
    if (at < 0) {
      return -1;
    }
    if (at > start) {
      at = exponent(text, at);
    }
    if (at >= 0 && at < text.length() && text.charAt(at) == '{') {
      at = annotation(text, at);
    }
    return at > start && isEnd(text, at) ? at : -1;
  }

  private static boolean isEnd(String text, int at) {
    return at >= text.length() || "./)".indexOf(text.charAt(at)) >= 0;
  }

  /** Letters and the like, parts in brackets; {@code 10*} and {@code 10^}. */
  private static int symbol(String text, int start) {
    int at = start;
    if (text.startsWith("10*", at) || text.startsWith("10^", at)) {
      return at + 3;
    }
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '[') {
        at = closed(text, at, ']');
        if (at < 0) {
          return -1;
        }
      } else if (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || "%_'\"".indexOf(c) >= 0) {
        at++;
      } else {
        break;
      }
    }
    return at;
  }

  private static int exponent(String text, int start) {
    int at = start;
    if (at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+')) {
      at++;
    }
    int end = digits(text, at);
    boolean signed = at > start;
    return end - at > MAX_EXPONENT_DIGITS || signed && end == at ? -1 : end;
  }

  private static int annotation(String text, int start) {
    return closed(text, start, '}');
  }

  /** Printable ASCII up to a closing bracket. */
  private static int closed(String text, int start, char close) {
    for (int at = start + 1; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == close) {
        return at > start + 1 ? at + 1 : -1;
      }
      if (c < 0x21 || c > 0x7E || c == '[' || c == '{' || c == '}' || c == ']') {
        return -1;
      }
    }
    return -1;
  }

  private static int digits(String text, int start) {
    int at = start;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at;
  }
}

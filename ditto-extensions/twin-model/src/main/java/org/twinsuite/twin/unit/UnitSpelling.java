package org.twinsuite.twin.unit;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Characters that look like those of a unit, and words around it. */
final class UnitSpelling {

  private static final Pattern SPACES = Pattern.compile("\\s+");
  private static final Pattern AROUND_OPERATOR = Pattern.compile("\\s*([./])\\s*");
  private static final Pattern POWER = Pattern.compile("(?:\\^|\\*\\*)(?=[+-]?\\d)");

  /** How a quantity was formed or what it refers to; the unit is the same. */
  private static final Pattern QUALIFIER =
      Pattern.compile(
          "(?i)[ _-]?(?:\\((?:g|a|abs|gauge|gage|rms|pk|peak|pk-pk|p-p|0-p|eff|dc|ac|rel)\\)"
              + "|(?<=[ _-])(?:rms|peak|pk|pk-pk|p-p|0-p|0-pk|eff|gauge|abs|dc|ac|rel|rh))$");

  private UnitSpelling() {}

  /**
   * The same in ASCII where there is an equal: {@code ℃} and {@code ºC} as {@code °C}, {@code µ}
   * and {@code μ} as {@code u}, powers as digits, signs of multiplication as a point.
   */
  static String plain(String name) {
    String text =
        Normalizer.normalize(
            name.replace('º', '°').replace('˚', '°').replace('˙', '.'), Normalizer.Form.NFKC);
    StringBuilder plain = new StringBuilder(text.length());
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      switch (c) {
        case 'µ', 'μ' -> plain.append('u');
        case '·', '⋅', '∙', '•', '×', '‧', '・', '∗' -> plain.append('.');
        case '−', '–', '‐', '‑', '﹣' -> plain.append('-');
        case '∕', '⁄', '÷' -> plain.append('/');
        case '′' -> plain.append('\'');
        case '″' -> plain.append('"');
        default -> plain.append(c);
      }
    }
    String spaced = SPACES.matcher(plain.toString().strip()).replaceAll(" ");
    String tight = AROUND_OPERATOR.matcher(spaced).replaceAll("$1");
    return tight.startsWith("10") ? tight : POWER.matcher(tight).replaceAll("");
  }

  static String lower(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }

  static String withoutQualifier(String plain) {
    return QUALIFIER.matcher(plain).replaceFirst("").strip();
  }

  /**
   * A term of which each part is known by another spelling, such as {@code m3/hr}.
   *
   * @return {@code null} if a part is not known, or there is only one
   */
  static String composed(String plain) {
    StringBuilder code = new StringBuilder();
    int start = 0;
    boolean several = false;
    for (int at = 0; at <= plain.length(); at++) {
      boolean end = at == plain.length();
      char c = end ? ' ' : plain.charAt(at);
      if (!end && "./()*".indexOf(c) < 0) {
        continue;
      }
      if (at > start) {
        String part = part(plain.substring(start, at));
        if (part == null) {
          return null;
        }
        code.append(part);
      }
      if (!end) {
        several = true;
        code.append(c == '*' ? '.' : c);
      }
      start = at + 1;
    }
    String term = code.toString();
    return several && Ucum.isCode(term) ? term : null;
  }

  /** One symbol with its power. */
  private static String part(String text) {
    int end = text.length();
    while (end > 0 && "0123456789-+".indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    String symbol = text.substring(0, end).strip();
    String power = text.substring(end);
    if (symbol.isEmpty()) {
      return power;
    }
    String code = UnitTables.COMMON.get(symbol);
    if (code == null && Ucum.isCode(symbol)) {
      code = symbol;
    }
    if (code == null) {
      code = UnitTables.COMMON_WORDS.get(lower(symbol));
    }
    if (code == null) {
      return null;
    }
    boolean single = code.indexOf('.') < 0 && code.indexOf('/') < 0;
    return single ? code + power : power.isEmpty() ? "(" + code + ")" : null;
  }
}

package org.twinsuite.rules.table;

import java.math.BigDecimal;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** Numbers of tables: digits with a decimal point, perhaps with an exponent of ten. */
final class TableNumber {

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?[0-9]{1,40}(\\.[0-9]{1,40})?([eE][+-]?[0-9]{1,3})?");
  private static final double LARGEST_PLAIN = 1e15;
  private static final double SMALLEST_PLAIN = 1e-6;

  private TableNumber() {}

  /** Empty if the text is not such a number, or is too large for one. */
  static OptionalDouble parse(String text) {
    if (!NUMBER.matcher(text).matches()) {
      return OptionalDouble.empty();
    }
    double number = Double.parseDouble(text);
    return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
  }

  /** How to write it instead; empty if that cannot be guessed. */
  static String fix(String text) {
    String plain = text.replace('\u2212', '-').replace("_", "").replaceAll("[fFdDlL]$", "").strip();
    if (!plain.equals(text) && parse(plain).isPresent()) {
      return "; write " + plain;
    }
    String point = text.replace(',', '.');
    return !point.equals(text) && parse(point).isPresent()
        ? "; write " + point + " if the comma is a decimal comma"
        : "";
  }

  /** The shortest text that reads back as the same number. */
  static String text(double number) {
    double size = Math.abs(number);
    if (number == 0) {
      return "0";
    }
    if (size >= LARGEST_PLAIN || size < SMALLEST_PLAIN || !Double.isFinite(number)) {
      return Double.toString(number);
    }
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }
}

package org.twinsuite.rules.engine;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers for people: at most four digits, no exponent, no trailing zeros. */
final class Numbers {

  private Numbers() {}

  static String text(double value) {
    if (value == Double.POSITIVE_INFINITY) {
      return "no end in sight";
    }
    if (!Double.isFinite(value)) {
      return "unknown";
    }
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(4)).stripTrailingZeros();
    return rounded.toPlainString();
  }
}

package org.twinsuite.twin.unit;

import java.math.BigDecimal;
import javax.measure.UnitConverter;

/** Turns a value in one unit into a value in another. */
public interface Conversion {

  double convert(double value);

  /** Nothing to do. */
  Conversion NONE = value -> value;

  /**
   * The converter as factor and offset where it is one: the library computes each value with 34
   * digits, which costs a microsecond; a double needs them for the constants only.
   */
  static Conversion of(UnitConverter converter) {
    if (converter.isIdentity()) {
      return NONE;
    }
    try {
      BigDecimal zero = exact(converter, 0);
      BigDecimal factor = exact(converter, 1).subtract(zero);
      BigDecimal bent = exact(converter, 1000).subtract(zero).subtract(factor.multiply(THOUSAND));
      if (bent.abs().compareTo(factor.abs().multiply(CLOSE)) <= 0) {
        double slope = factor.doubleValue();
        double offset = zero.doubleValue();
        return offset == 0 ? value -> value * slope : value -> value * slope + offset;
      }
    } catch (ArithmeticException | NumberFormatException e) {
      // logarithmic: has no value at zero
    }
    return converter::convert;
  }

  BigDecimal THOUSAND = BigDecimal.valueOf(1000);
  BigDecimal CLOSE = new BigDecimal("1e-20");

  private static BigDecimal exact(UnitConverter converter, int value) {
    return new BigDecimal(converter.convert(new BigDecimal(value)).toString());
  }
}

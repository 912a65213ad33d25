package org.twinsuite.pipeline.time;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;

/**
 * Numbers that stand for times since 1970. The unit is told by the magnitude, as the ranges for
 * 2001-09-09 to 2286-11-20 do not overlap: ten digits are seconds, thirteen milliseconds, sixteen
 * microseconds, nineteen nanoseconds. Any other number could mean several times, or none (20260301
 * is a date to a person), and is refused.
 */
public final class EpochTime {
  private static final BigDecimal SECONDS = BigDecimal.TEN.pow(9);
  private static final int[] DIGITS = {0, 3, 6, 9};

  private EpochTime() {}

  /**
   * The time a number stands for, cut to milliseconds.
   *
   * @throws IllegalArgumentException when it is ambiguous; the message tells the fix
   */
  public static Instant of(BigDecimal number) {
    // Precision and scale are looked at first: 1E+999999999 must not be written out.
    long magnitude = (long) number.precision() - number.scale();
    if (number.signum() > 0 && magnitude <= 19) {
      for (int digits : DIGITS) {
        BigDecimal seconds = number.movePointLeft(digits);
        if (seconds.compareTo(SECONDS) >= 0 && seconds.compareTo(SECONDS.movePointRight(1)) < 0) {
          return Instant.ofEpochMilli(
              seconds.movePointRight(3).setScale(0, RoundingMode.FLOOR).longValueExact());
        }
      }
    }
    throw new IllegalArgumentException(
        "'"
            + shown(number)
            + "' is ambiguous: send an ISO-8601 instant, or seconds or milliseconds since 1970");
  }

  private static String shown(BigDecimal number) {
    String text = number.toString();
    return text.length() > 30 ? text.substring(0, 30) + '…' : text;
  }
}

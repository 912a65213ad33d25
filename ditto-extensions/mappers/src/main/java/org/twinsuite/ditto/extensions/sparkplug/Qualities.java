package org.twinsuite.ditto.extensions.sparkplug;

import org.twinsuite.twin.Quality;

/**
 * The metric property {@code Quality}: 0, 192 and 500 in Sparkplug 3.0 (6.4.17); sources that know
 * OPC DA send the codes between, whose two upper bits of eight are the severity. Larger codes are
 * bad: none of them is known to be good.
 */
final class Qualities {

  private static final int GOOD = 192;
  private static final int GOOD_END = 256;
  private static final int UNCERTAIN = 64;
  private static final Quality BAD = Quality.bad("Bad");
  private static final Quality STALE = Quality.bad("Stale");
  private static final Quality NOT_A_NUMBER = Quality.uncertain("Quality is not a number");
  private static final int MAX_TEXT = 11;

  private Qualities() {}

  /**
   * @param property {@code null} if it is null or not set
   */
  static Quality of(Object property) {
    if (property == null) {
      return Quality.GOOD;
    }
    if (property instanceof Number number) {
      double code = number.doubleValue();
      return code == Math.rint(code) && Math.abs(code) <= Integer.MAX_VALUE
          ? of((int) code)
          : NOT_A_NUMBER;
    }
    String text = property.toString().strip();
    try {
      return text.length() > MAX_TEXT ? NOT_A_NUMBER : of(Integer.parseInt(text));
    } catch (NumberFormatException e) {
      return NOT_A_NUMBER;
    }
  }

  private static Quality of(int code) {
    return switch (code) {
      case GOOD -> Quality.GOOD;
      case 0 -> BAD;
      case 500 -> STALE;
      default -> {
        String text = Integer.toString(code);
        yield code > GOOD && code < GOOD_END
            ? Quality.good(text)
            : code >= UNCERTAIN && code < GOOD ? Quality.uncertain(text) : Quality.bad(text);
      }
    };
  }
}

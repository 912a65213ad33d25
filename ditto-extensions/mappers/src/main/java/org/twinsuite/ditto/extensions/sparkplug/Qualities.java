package org.twinsuite.ditto.extensions.sparkplug;

import org.twinsuite.twin.Quality;

/**
 * The metric property {@code Quality}: 0, 192 and 500 in Sparkplug 3.0 (6.4.9); sources that know
 * OPC DA send the numbers between, whose two upper bits are the severity.
 */
final class Qualities {

  private static final Quality STALE = Quality.bad("Stale");

  private Qualities() {}

  static Quality of(int property) {
    return switch (property) {
      case Metric.NO_QUALITY, 192 -> Quality.GOOD;
      case 0 -> Quality.bad("Bad");
      case 500 -> STALE;
      default -> {
        String code = Integer.toString(property);
        yield property > 192 && property < 256
            ? Quality.good(code)
            : property >= 64 && property < 192 ? Quality.uncertain(code) : Quality.bad(code);
      }
    };
  }
}

package org.twinsuite.pipeline.config;

import java.util.Locale;

/** Where the app's time comes from. */
public enum ClockMode {
  /** The machine's clock. */
  WALL,
  /** The newest event time seen; for replays and simulations. */
  EVENT;

  static ClockMode parse(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}

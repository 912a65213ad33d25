package org.twinsuite.benchmarks;

import java.time.Duration;
import java.util.Locale;

/** The frequencies of the M competitions with the season and the step that belong to them. */
enum ForecastFrequency {
  YEARLY(1, 1, Duration.ofDays(365)),
  QUARTERLY(4, 4, Duration.ofDays(91)),
  MONTHLY(12, 12, Duration.ofDays(30)),
  WEEKLY(1, 52, Duration.ofDays(7)),
  DAILY(1, 1, Duration.ofDays(1)),
  HOURLY(24, 24, Duration.ofHours(1)),
  OTHER(1, 1, Duration.ofDays(1));

  private final int season;
  private final int requested;
  private final Duration step;

  ForecastFrequency(int season, int requested, Duration step) {
    this.season = season;
    this.requested = requested;
    this.step = step;
  }

  /** The competition's season, used by MASE and Naive2. */
  int season() {
    return season;
  }

  /** The season a request names; a year of weeks is one, though the competition scores without. */
  int requested() {
    return requested;
  }

  /** Time between two values. */
  Duration step() {
    return step;
  }

  String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Finds the frequency in a column of M3 or in a file name of M4, else by the letter an id of M4
   * begins with ({@code Y1, Q1, M1, W1, D1, H1}).
   *
   * @param id of a series; null = none
   * @throws IllegalArgumentException if neither names one
   */
  static ForecastFrequency in(String text, String id) {
    String upper = text.toUpperCase(Locale.ROOT);
    for (ForecastFrequency f : values()) {
      if (upper.contains(f.name())) {
        return f;
      }
    }
    if (id != null && id.matches("[YQMWDHyqmwdh][ _-]?\\d+")) {
      String letter = id.substring(0, 1).toUpperCase(Locale.ROOT);
      for (ForecastFrequency f : values()) {
        if (f.name().startsWith(letter)) {
          return f;
        }
      }
    }
    throw new IllegalArgumentException(
        "no frequency (yearly … hourly) in '" + text + "': set -Dbench.frequency=…");
  }
}

package org.twinsuite.pipeline.forecast;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.twinsuite.pipeline.history.Points;

/**
 * How a thing's own samples tell that it has failed: {@code vibration>=7.1}, {@code tripped>=1} or
 * {@code pressure<=2}.
 *
 * @param feature whose samples tell
 * @param above whether values at or above the level are a failure, not those at or below
 * @param level in the feature's unit
 */
record FailureSign(String feature, boolean above, double level) {
  private static final Pattern TEXT = Pattern.compile("(.+?)\\s*(>=|<=)\\s*(-?[0-9.eE+-]+)");

  /**
   * Reads a sign.
   *
   * @throws IllegalArgumentException if the text is none
   */
  static FailureSign parse(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "failed '" + text + "' is not a valid sign of failure, e.g. vibration>=7.1");
    }
    return new FailureSign(
        parts.group(1), ">=".equals(parts.group(2)), Double.parseDouble(parts.group(3)));
  }

  /** The first sample after a time, and no later than another, that tells a failure. */
  Optional<Instant> first(Points points, Instant after, Instant until) {
    if (points == null) {
      return Optional.empty();
    }
    for (int i = 0; i < points.at().length; i++) {
      long at = points.at()[i];
      if (at > after.toEpochMilli() && at <= until.toEpochMilli() && told(points.value()[i])) {
        return Optional.of(Instant.ofEpochMilli(at));
      }
    }
    return Optional.empty();
  }

  /** Whether the newest sample tells a failure. */
  boolean stands(Points points) {
    return points != null
        && points.value().length > 0
        && told(points.value()[points.value().length - 1]);
  }

  private boolean told(double value) {
    return above ? value >= level : value <= level;
  }
}

package org.twinsuite.connectors.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** The Retry-After header (RFC 9110, 10.2.3): seconds or an HTTP date. */
final class RetryAfter {

  private RetryAfter() {}

  /** The pause from now; null if the text is neither form. */
  static Duration parse(String text) {
    String value = text.strip();
    try {
      if (value.chars().allMatch(Character::isDigit)) {
        return Duration.ofSeconds(Long.parseLong(value));
      }
      ZonedDateTime at = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME);
      Duration pause = Duration.between(Instant.now(), at.toInstant());
      return pause.isNegative() ? Duration.ZERO : pause;
    } catch (DateTimeException | NumberFormatException e) {
      return null;
    }
  }
}

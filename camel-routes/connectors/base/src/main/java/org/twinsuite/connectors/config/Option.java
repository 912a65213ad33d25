package org.twinsuite.connectors.config;

import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.function.Function;

/**
 * One typed configuration option.
 *
 * @param name key below the system's prefix, such as {@code apiKey}
 * @param description what it means, for the documentation and for errors
 * @param defaultText text used when the key is absent; null makes the option required, the empty
 *     text means "not set"
 * @param secret never printed
 * @param parse from text to value; throws {@link IllegalArgumentException} with the reason
 */
public record Option<T>(
    String name,
    String description,
    String defaultText,
    boolean secret,
    Function<String, T> parse) {

  public static Option<String> text(String name, String description, String defaultText) {
    return new Option<>(name, description, defaultText, false, Function.identity());
  }

  public static Option<String> secret(String name, String description) {
    return new Option<>(name, description, null, true, Function.identity());
  }

  /** Required address; the value has no slash at its end. */
  public static Option<URI> url(String name, String description) {
    return new Option<>(name, description, null, false, Option::parseUrl);
  }

  /**
   * @param from least value
   * @param to greatest value
   */
  public static Option<Integer> number(
      String name, String description, int value, int from, int to) {
    return new Option<>(
        name, description, Integer.toString(value), false, text -> parseNumber(text, from, to));
  }

  /** Time zone such as {@code Europe/Berlin}, UTC if none is given. */
  public static Option<ZoneId> zone(String description) {
    return new Option<>("zone", description, "UTC", false, Option::parseZone);
  }

  /** ISO-8601 duration such as {@code PT10S}, longer than none. */
  public static Option<Duration> duration(String name, String description, Duration value) {
    return new Option<>(name, description, value.toString(), false, Option::parseDuration);
  }

  private static URI parseUrl(String text) {
    URI uri = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
    if (!"http".equals(uri.getScheme()) && !"https".equals(uri.getScheme())) {
      throw new IllegalArgumentException("must start with http:// or https://");
    }
    return uri;
  }

  private static int parseNumber(String text, int from, int to) {
    try {
      int number = Integer.parseInt(text);
      if (number >= from && number <= to) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Reported below.
    }
    throw new IllegalArgumentException("must be a whole number from " + from + " to " + to);
  }

  private static Duration parseDuration(String text) {
    try {
      Duration duration = Duration.parse(text);
      if (duration.compareTo(Duration.ZERO) > 0) {
        return duration;
      }
    } catch (DateTimeException e) {
      // Reported below.
    }
    throw new IllegalArgumentException("must be a duration such as PT10S");
  }

  private static ZoneId parseZone(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("must be a time zone such as Europe/Berlin", e);
    }
  }
}

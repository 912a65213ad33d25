package org.twinsuite.pipeline.config;

import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** How the text of an option becomes its value; each throws with what is wrong. */
final class Values {
  private Values() {}

  static String text(String value) {
    return value;
  }

  static String oneOf(String value, String... allowed) {
    if (!List.of(allowed).contains(value)) {
      throw new IllegalArgumentException("must be one of " + List.of(allowed));
    }
    return value;
  }

  /** Empty, or long enough not to be guessed. */
  static String secret(String value) {
    if (!value.isEmpty() && value.length() < 16) {
      throw new IllegalArgumentException("shorter than 16 characters");
    }
    return value;
  }

  static List<String> list(String value) {
    return Stream.of(value.split(",")).map(String::trim).filter(s -> !s.isEmpty()).toList();
  }

  static URI httpUrl(String value) {
    URI uri = URI.create(value);
    if (uri.getHost() == null || !uri.getScheme().startsWith("http")) {
      throw new IllegalArgumentException("no http(s) URL with a host");
    }
    return uri;
  }

  static String optionalHttpUrl(String value) {
    return value.isEmpty() ? value : httpUrl(value).toString();
  }

  static String jdbcUrl(String value) {
    if (!value.startsWith("jdbc:h2:") && !value.startsWith("jdbc:postgresql:")) {
      throw new IllegalArgumentException("neither H2 nor PostgreSQL");
    }
    return value;
  }

  static ZoneId zone(String value) {
    try {
      return ZoneId.of(value);
    } catch (DateTimeException unknown) {
      throw new IllegalArgumentException("a time zone such as Europe/Berlin or UTC", unknown);
    }
  }

  static Duration duration(String value) {
    Duration duration = Duration.parse(value);
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException("must be longer than nothing");
    }
    return duration;
  }

  static String probability(String value) {
    double p = Double.parseDouble(value);
    if (!(p > 0 && p < 1)) {
      throw new IllegalArgumentException("not between 0 and 1");
    }
    return value;
  }

  static Function<String, Integer> number(int from, int to) {
    return value -> {
      int n = Integer.parseInt(value);
      if (n < from || n > to) {
        throw new IllegalArgumentException("not between " + from + " and " + to);
      }
      return n;
    };
  }
}

package org.twinsuite.sandbox.ditto;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.eclipse.ditto.base.model.common.HttpStatus;
import org.eclipse.ditto.base.model.exceptions.DittoRuntimeException;

/** The header or parameter {@code timeout}: seconds, or a number with the unit ms, s or m. */
final class Timeouts {

  static final Duration LONGEST = Duration.ofSeconds(60);
  static final Duration USUAL = Duration.ofSeconds(10);

  private Timeouts() {}

  /** The timeout of a message or of a command in the Ditto protocol. */
  static Duration of(Map<String, String> headers, Duration usual) {
    return of(headers, usual, "timeout.invalid", "Please choose a valid timeout.");
  }

  /** The timeout of a command over HTTP, which the gateway checks itself. */
  static Duration ofRequest(Map<String, String> headers) {
    return of(headers, USUAL, "gateway:timeout.invalid", "Choose a timeout inside the bounds.");
  }

  private static Duration of(
      Map<String, String> headers, Duration usual, String code, String description) {
    String text = headers.get("timeout");
    if (text == null) {
      return usual;
    }
    Duration timeout;
    try {
      timeout = parse(text);
    } catch (NumberFormatException e) {
      throw invalid("timeout.invalid", e.getMessage(), "Please choose a valid timeout.");
    }
    if (timeout.isNegative() || timeout.compareTo(LONGEST) > 0) {
      String message =
          String.format(
              Locale.ENGLISH,
              "The timeout <%,dms> is not inside its allowed bounds <0ms - %,dms>",
              timeout.toMillis(),
              LONGEST.toMillis());
      throw invalid(code, message, description);
    }
    return timeout;
  }

  private static Duration parse(String text) {
    long amount = Long.parseLong(text.replaceAll("(ms|s|m)$", "").trim());
    return text.endsWith("ms")
        ? Duration.ofMillis(amount)
        : text.endsWith("m") ? Duration.ofMinutes(amount) : Duration.ofSeconds(amount);
  }

  private static DittoRuntimeException invalid(String code, String message, String description) {
    return DittoError.of(code, HttpStatus.BAD_REQUEST, message, description);
  }
}

package org.twinsuite.twin;

import java.util.Locale;
import org.eclipse.ditto.json.JsonObject;

/**
 * How far a value can be trusted.
 *
 * @param severity one of three
 * @param code the source's own word, such as {@code Bad_SensorFailure}; {@code null} if it has none
 */
public record Quality(Severity severity, String code) {

  /** The top two bits of an OPC UA status code (Part 4, 7.39). */
  public enum Severity {
    GOOD,
    UNCERTAIN,
    BAD;

    /** As it is stored in the twin. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Good, without further comment. */
  public static final Quality GOOD = new Quality(Severity.GOOD, "Good");

  public static Quality good(String code) {
    return new Quality(Severity.GOOD, code);
  }

  public static Quality uncertain(String code) {
    return new Quality(Severity.UNCERTAIN, code);
  }

  public static Quality bad(String code) {
    return new Quality(Severity.BAD, code);
  }

  public boolean isGood() {
    return severity == Severity.GOOD;
  }

  /** Whether the value means nothing: the twin then shows none. */
  public boolean isBad() {
    return severity == Severity.BAD;
  }

  /** The property {@code quality} of the point. */
  public JsonObject json() {
    var json = JsonObject.newBuilder().set("severity", severity.text());
    if (code != null) {
      json.set("code", code);
    }
    return json.build();
  }
}

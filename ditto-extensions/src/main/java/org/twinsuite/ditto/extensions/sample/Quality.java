package org.twinsuite.ditto.extensions.sample;

import org.eclipse.ditto.json.JsonObject;

/**
 * How far a value can be trusted, as it stands in the twin.
 *
 * @param severity {@code good}, {@code uncertain} or {@code bad}: the top two bits of an OPC UA
 *     status code (Part 4, 7.39)
 * @param code the source's own word, such as {@code Bad_SensorFailure}
 * @param json the same as the twin's {@code quality}
 */
public record Quality(String severity, String code, JsonObject json) {

  public static final Quality GOOD = good("Good");

  public static Quality good(String code) {
    return of("good", code);
  }

  public static Quality uncertain(String code) {
    return of("uncertain", code);
  }

  public static Quality bad(String code) {
    return of("bad", code);
  }

  /** Whether the value means nothing: the twin then shows none. */
  public boolean isBad() {
    return "bad".equals(severity);
  }

  private static Quality of(String severity, String code) {
    return new Quality(
        severity,
        code,
        JsonObject.newBuilder().set("severity", severity).set("code", code).build());
  }
}

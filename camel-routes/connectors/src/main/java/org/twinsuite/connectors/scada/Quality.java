package org.twinsuite.connectors.scada;

/**
 * How far a value can be trusted.
 *
 * @param severity OPC UA's three kinds
 * @param code the source's own word, such as {@code Bad_SensorFailure}
 */
public record Quality(Severity severity, String code) {

  /** The top two bits of an OPC UA status code (Part 4, 7.39). */
  public enum Severity {
    GOOD,
    UNCERTAIN,
    BAD;

    /** As it stands in the twin. */
    public String text() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** Good, without further comment. */
  public static final Quality GOOD = new Quality(Severity.GOOD, "Good");

  /** The connection is lost: nobody knows the value. */
  public static final String NO_COMMUNICATION = "Bad_NoCommunication";

  public static Quality bad(String code) {
    return new Quality(Severity.BAD, code);
  }

  public boolean isGood() {
    return severity == Severity.GOOD;
  }
}

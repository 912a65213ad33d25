package org.twinsuite.pipeline.audit;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Something that somebody did and may have to answer for.
 *
 * @param actor name of the user, or of the part of the app that acted by itself
 * @param address where the request came from; {@code null} when there was none
 * @param subject what it was done to, such as an order's reference
 * @param details further values by name, without secrets
 */
public record AuditEvent(
    Kind kind, String actor, String address, String subject, Map<String, String> details) {

  /** Actor of what the app does by itself. */
  public static final String SYSTEM = "twinsuite";

  /** What was done. */
  public enum Kind {
    STARTED,
    LOGIN,
    LOGIN_FAILED,
    LOGOUT,
    DECISION,
    AUTONOMY,
    ONBOARDING,
    RULE_PACK,
    MODEL,
    PARKED_RETRIED,
    PARKED_DROPPED,
    EXPORTED;

    /** The name as it is stored and exported. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Kind parse(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
  }

  public AuditEvent {
    details = Map.copyOf(new TreeMap<>(details));
  }

  public static AuditEvent of(
      Kind kind, String actor, String subject, Map<String, String> details) {
    return new AuditEvent(kind, actor, null, subject, details);
  }
}

package org.twinsuite.twin;

import java.time.Instant;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;

/**
 * RQL that tells whether a sample is news to a twin. A feature's id is escaped, so that each one
 * that Ditto takes can be used.
 */
public final class RqlCondition {

  private RqlCondition() {}

  /** Path of a property of a feature, as RQL has it. */
  public static String path(String feature, String property) {
    return "features/" + escaped(feature) + "/properties/" + property;
  }

  /**
   * True if the feature has no sample, one of the same time, or an older one.
   *
   * @param ahead a sample of the twin later than this was dated by a wrong clock and keeps nothing
   *     out; {@code null} if there is no such limit
   */
  public static String sameOrNewer(String feature, String sourceTimestamp, Instant ahead) {
    return isNews("le", path(feature, TwinPoint.SOURCE_TIMESTAMP), sourceTimestamp, ahead);
  }

  /** True if the feature has no sample or an older one; see {@link #sameOrNewer}. */
  public static String newer(String feature, String sourceTimestamp, Instant ahead) {
    return isNews("lt", path(feature, TwinPoint.SOURCE_TIMESTAMP), sourceTimestamp, ahead);
  }

  /**
   * True if the property of a feature, a time, is absent or has one that compares so.
   *
   * @param comparison {@code lt} or {@code le}
   */
  public static String isNews(String comparison, String path, String time, Instant ahead) {
    return "or(not(exists("
        + path
        + ")),"
        + comparison
        + "("
        + path
        + ",\""
        + time
        + "\")"
        + (ahead == null ? "" : ",gt(" + path + ",\"" + IsoInstant.format(ahead) + "\")")
        + ")";
  }

  /** True if the twin's sample of a feature is the one of that time or an older one. */
  public static String upTo(String feature, String sourceTimestamp) {
    return "le(" + path(feature, TwinPoint.SOURCE_TIMESTAMP) + ",\"" + sourceTimestamp + "\")";
  }

  /** True if the twin has a sample of a feature. */
  public static String exists(String feature) {
    return "exists(" + path(feature, TwinPoint.SOURCE_TIMESTAMP) + ")";
  }

  /**
   * True if all are.
   *
   * @param conditions at least one
   */
  public static String and(Collection<String> conditions) {
    Iterator<String> each = conditions.iterator();
    return conditions.size() == 1
        ? each.next()
        : "and(" + String.join(",", List.copyOf(conditions)) + ")";
  }

  /** What ends a property or a text in RQL is written as an escape of RQL. */
  private static String escaped(String feature) {
    StringBuilder text = null;
    for (int at = 0; at < feature.length(); at++) {
      char c = feature.charAt(at);
      boolean special = c == ',' || c == ')' || c == '"' || c == '\\' || c < 0x20;
      if (special && text == null) {
        text = new StringBuilder(feature.length() + 12).append(feature, 0, at);
      }
      if (text != null) {
        text.append(special ? String.format("\\u%04x", (int) c) : String.valueOf(c));
      }
    }
    return text == null ? feature : text.toString();
  }
}

package org.twinsuite.rules.pack.row;

/**
 * One row of a table of limits.
 *
 * @param ruleId rule that judges by this row
 * @param kind what is watched
 * @param equipmentClass definition of the things it holds for: with version, without version (then
 *     any version), or {@code *}
 * @param source feature id, name of a derived signal, or forecast name; with {@code *} at the end
 *     every one that begins so
 * @param failureMode episode key; {@code *} takes the failure mode the forecast names
 * @param unit UCUM unit the limits are in; empty if not checked
 * @param direction side on which the trouble lies
 * @param alarm value at which a sample counts as a hit; for silence the number of missed periods
 * @param urgent value at which it counts as an urgent hit; NaN if there is no such stage
 * @param clear value on the good side of which a sample counts as clear
 * @param bound a forecast counts only if the far end of its interval is on the bad side of this;
 *     NaN if not asked for
 * @param hits how many of the last {@code of} samples must be hits (or clear)
 * @param of length of the window in samples
 * @param minimum in milliseconds: shortest silence that counts, whatever the usual period is; for a
 *     window its length
 * @param origin file and row, for evidence and messages
 */
public record Limit(
    String ruleId,
    Kind kind,
    String equipmentClass,
    String source,
    String failureMode,
    String unit,
    Direction direction,
    double alarm,
    double urgent,
    double clear,
    double bound,
    int hits,
    int of,
    long minimum,
    String origin) {

  /** What a limit detectors. */
  public enum Kind {
    FORECAST,
    LEVEL,
    SILENCE,
    /** Silence of a forecast. */
    STALE,
    /** Samples that are not good, and what was found about the data. */
    QUALITY,
    /** Latest value, mean and trend of a point, for rules in DRL that join several. */
    WINDOW
  }

  public static final String ANY = "*";

  /** Whether the row holds for this source name. */
  public boolean covers(String name) {
    return source.endsWith(ANY)
        ? name.startsWith(source.substring(0, source.length() - 1))
        : source.equals(name);
  }
}

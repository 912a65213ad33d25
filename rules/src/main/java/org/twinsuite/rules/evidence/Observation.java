package org.twinsuite.rules.evidence;

import java.time.Instant;
import org.twinsuite.rules.fact.PlainText;

/**
 * One value a decision stood on.
 *
 * @param name feature id or forecast name
 * @param value as it was in the twin; NaN if there was none
 * @param unit UCUM code, null if unknown
 * @param quality good, uncertain or bad
 * @param at source time
 * @param revision revision of the thing, 0 if unknown
 */
public record Observation(
    String name, double value, String unit, String quality, Instant at, long revision) {

  private static final int MOST_NAME = 256;
  private static final int MOST_UNIT = 64;

  /** Names and units come from devices: what is shown of them is printable and short. */
  public Observation {
    name = PlainText.of(name, MOST_NAME);
    unit = PlainText.of(unit, MOST_UNIT);
    quality = PlainText.of(quality, MOST_UNIT);
  }
}

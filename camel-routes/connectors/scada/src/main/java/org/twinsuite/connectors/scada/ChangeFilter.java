package org.twinsuite.connectors.scada;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.twinsuite.twin.Quality;

/**
 * Tells changes from repetitions, for protocols that have no dead-band of their own. Used by one
 * thread at a time.
 */
public final class ChangeFilter {

  /** Before scaling, as the dead-band is. */
  private record Seen(Object raw, Quality quality) {}

  private final Map<Tag, Seen> reported = new HashMap<>();

  /**
   * Whether a value is to be reported; if so it is what later ones are compared with.
   *
   * @param raw before scaling; may be null
   */
  public boolean isChange(Tag tag, Object raw, Quality quality) {
    Seen before = reported.get(tag);
    if (before != null
        && before.quality().equals(quality)
        && within(before.raw(), raw, tag.deadband())) {
      return false;
    }
    reported.put(tag, new Seen(raw, quality));
    return true;
  }

  private static boolean within(Object before, Object now, double deadband) {
    if (deadband > 0 && before instanceof Number old && now instanceof Number value) {
      return Math.abs(value.doubleValue() - old.doubleValue()) <= deadband;
    }
    return Objects.equals(before, now);
  }
}

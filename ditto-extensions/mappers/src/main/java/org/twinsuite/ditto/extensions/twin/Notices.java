package org.twinsuite.ditto.extensions.twin;

import java.time.Duration;
import java.util.Optional;
import org.eclipse.ditto.json.JsonValue;
import org.twinsuite.ditto.extensions.sample.ByteBoundedMap;
import org.twinsuite.ditto.extensions.sample.Rejected;
import org.twinsuite.ditto.extensions.sample.SourceUnit;
import org.twinsuite.twin.ClockRule;
import org.twinsuite.twin.IsoInstant;
import org.twinsuite.twin.WellFormedText;

/**
 * What is wrong with samples that are kept all the same; each is reported once, a clock again after
 * it was right. Used by one thread at a time.
 */
final class Notices {

  private static final long MAX_BYTES = 4L << 20;
  private static final int MAX_ENTRIES = 20_000;
  private int wrongClocks;
  private final ByteBoundedMap<String, Boolean> reported =
      new ByteBoundedMap<>(MAX_BYTES, MAX_ENTRIES);

  /**
   * A unit that is not known.
   *
   * @param wanted the unit of the option {@code units}, which is taken instead; {@code null} if
   *     there is none
   */
  Optional<Rejected> unknownUnit(
      String thing, String tag, SourceUnit named, String wanted, JsonValue value) {
    String name = WellFormedText.shown(named.toString());
    if (!isNew("unit " + thing + " " + tag + " " + name)) {
      return Optional.empty();
    }
    String taken = wanted == null ? "without a unit" : "as '" + wanted + "', by the option units";
    return Optional.of(
        new Rejected(
            thing,
            tag,
            "unit '" + name + "' is not known; the value is kept, " + taken,
            "Give the feature's UCUM code in the mapper's option units",
            value));
  }

  /** A clock that is wrong; {@code tag} is the point at which it was observed. */
  Optional<Rejected> clock(String thing, String tag, long source, ClockRule.Dating dating) {
    if (!dating.isCorrected()) {
      if (wrongClocks > 0 && reported.remove("clock " + thing)) {
        wrongClocks--;
      }
      return Optional.empty();
    }
    if (!isNew("clock " + thing)) {
      return Optional.empty();
    }
    wrongClocks++;
    String error =
        dating.errorMillis() == IsoInstant.UNKNOWN
            ? "source time " + source + " ms is outside of the years 0 to 9999"
            : "source time "
                + IsoInstant.format(source)
                + " is "
                + Duration.ofMillis(dating.errorMillis())
                + " ahead of the reception";
    return Optional.of(
        new Rejected(
            thing,
            tag,
            error + "; the sample is kept and dated with its reception",
            "Set the clock of the source",
            null));
  }

  private boolean isNew(String key) {
    if (reported.get(key) != null) {
      return false;
    }
    reported.put(key, Boolean.TRUE, 2L * key.length());
    return true;
  }
}

package org.twinsuite.pipeline.ingest;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.twinsuite.pipeline.config.ConfigException;
import org.twinsuite.twin.TwinPoint;
import org.twinsuite.twin.WellFormedText;
import org.twinsuite.twin.unit.Ucum;
import org.twinsuite.twin.unit.UnitNames;

/**
 * Brings samples to the unit their twin uses. A device's unit may be a UCUM code or a common
 * spelling of one. Where the configuration names no unit for a feature, a unit that is not known
 * costs the unit, not the value.
 */
final class Units {
  private final Map<String, String> wanted = new HashMap<>();

  /**
   * A value in the unit of its twin.
   *
   * @param unit UCUM code; {@code null} when nothing is sent, {@link TwinPoint#UNKNOWN_UNIT} when
   *     it is not understood
   */
  record Converted(double value, String unit) {}

  /**
   * @param pairs {@code feature=unit}
   * @throws ConfigException naming the pair that cannot be used
   */
  Units(List<String> pairs) {
    for (String pair : pairs) {
      String[] sides = pair.split("=", 2);
      if (sides.length != 2 || sides[0].isBlank()) {
        throw new ConfigException(
            "twinsuite.ingest.units: '"
                + pair
                + "' is not a valid feature=unit pair, e.g. vibration=mm/s");
      }
      try {
        wanted.put(sides[0], Ucum.requireCode(sides[1]));
      } catch (IllegalArgumentException unknown) {
        throw new ConfigException(
            "twinsuite.ingest.units: " + sides[0] + ": " + unknown.getMessage());
      }
    }
  }

  /**
   * Converts a value.
   *
   * @param sent unit the device gave; {@code null} means it is the twin's already
   * @throws IllegalArgumentException when the unit does not fit the one that is configured for the
   *     feature, or the value is too large in that
   */
  Converted convert(String feature, double value, String sent) {
    String target = wanted.get(feature);
    if (UnitNames.isNone(sent)) {
      return new Converted(value, target);
    }
    if (target == null) {
      return new Converted(value, UnitNames.PLANT.find(sent).orElse(TwinPoint.UNKNOWN_UNIT));
    }
    String code = UnitNames.PLANT.find(sent, target).orElseThrow(() -> doesNotFit(sent, target));
    double converted = Ucum.conversion(code, target).convert(value);
    if (!Double.isFinite(converted) && Double.isFinite(value)) {
      throw new IllegalArgumentException(
          value + " '" + WellFormedText.shown(sent) + "' is too large in '" + target + "'");
    }
    return new Converted(converted, target);
  }

  /**
   * Refuses a unit of the configuration that nobody knows: there it is a mistake to be corrected.
   *
   * @param unit a UCUM code or a common spelling; {@code null} for none
   * @throws IllegalArgumentException naming the unit
   */
  void requireKnown(String unit) {
    if (!UnitNames.isNone(unit) && UnitNames.PLANT.find(unit).isEmpty()) {
      Ucum.requireCode(unit);
    }
  }

  private static IllegalArgumentException doesNotFit(String sent, String target) {
    String shown = WellFormedText.shown(sent);
    return new IllegalArgumentException(
        UnitNames.PLANT.find(sent).isPresent()
            ? "unit '"
                + shown
                + "' cannot be converted to '"
                + target
                + "', the unit of this feature"
            : "unit '" + shown + "' cannot be read; use a UCUM code such as '" + target + "'");
  }
}

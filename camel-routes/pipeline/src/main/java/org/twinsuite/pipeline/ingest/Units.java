package org.twinsuite.pipeline.ingest;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import javax.measure.IncommensurableException;
import javax.measure.Unit;
import javax.measure.UnitConverter;
import javax.measure.format.UnitFormat;
import org.twinsuite.pipeline.config.ConfigException;
import systems.uom.ucum.format.UCUMFormat;
import systems.uom.ucum.format.UCUMFormat.Variant;

/** Brings samples to the unit their twin uses. Codes are those of UCUM, case sensitive. */
final class Units {
  private static final UnitFormat UCUM = UCUMFormat.getInstance(Variant.CASE_SENSITIVE);
  private final Map<String, String> wanted = new HashMap<>();
  private final ConcurrentMap<String, UnitConverter> converters = new ConcurrentHashMap<>();

  /**
   * @param pairs {@code feature=unit}
   * @throws ConfigException naming the pair that cannot be used
   */
  Units(List<String> pairs) {
    for (String pair : pairs) {
      String[] sides = pair.split("=", 2);
      if (sides.length != 2 || sides[0].isBlank()) {
        throw new ConfigException(
            "twinsuite.ingest.units: '" + pair + "' is no feature=unit pair, e.g. vibration=mm/s");
      }
      try {
        parse(sides[1]);
      } catch (IllegalArgumentException unknown) {
        throw new ConfigException(
            "twinsuite.ingest.units: " + sides[0] + ": " + unknown.getMessage());
      }
      wanted.put(sides[0], sides[1]);
    }
  }

  /** The unit the feature's twin uses; {@code sent} when the configuration names none. */
  String unitOf(String feature, String sent) {
    return wanted.getOrDefault(feature, sent);
  }

  /**
   * Converts a value.
   *
   * @param sent unit the device gave; {@code null} means it is the twin's already
   * @throws IllegalArgumentException when the unit is unknown or does not fit, or the value is too
   *     large in the twin's
   */
  double convert(String feature, double value, String sent) {
    if (sent == null) {
      return value;
    }
    String target = unitOf(feature, sent);
    UnitConverter converter = converters.get(sent + ' ' + target);
    if (converter == null) {
      converter = converter(sent, target);
      converters.put(sent + ' ' + target, converter);
    }
    double converted = converter.isIdentity() ? value : converter.convert(value);
    if (!Double.isFinite(converted)) {
      throw new IllegalArgumentException(
          value + " '" + sent + "' is too large in '" + target + "'");
    }
    return converted;
  }

  private static UnitConverter converter(String from, String to) {
    Unit<?> source = parse(from);
    try {
      return source.getConverterToAny(parse(to));
    } catch (IncommensurableException misfit) {
      throw new IllegalArgumentException(
          "unit '" + from + "' cannot be converted to '" + to + "', the unit of this feature",
          misfit);
    }
  }

  private static Unit<?> parse(String code) {
    try {
      // The parser has several exceptions for what it does not know, some of them internal.
      return UCUM.parse(code);
    } catch (RuntimeException unknown) {
      throw new IllegalArgumentException(
          "unit '" + code + "' is no UCUM code; use e.g. mm/s, Cel, bar, m3/h, A or 1", unknown);
    }
  }
}

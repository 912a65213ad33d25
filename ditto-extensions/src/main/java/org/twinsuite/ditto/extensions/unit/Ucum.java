package org.twinsuite.ditto.extensions.unit;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.measure.IncommensurableException;
import javax.measure.Unit;
import javax.measure.UnitConverter;
import javax.measure.format.UnitFormat;
import systems.uom.ucum.format.UCUMFormat;

/**
 * Units after the Unified Code for Units of Measure (ucum.org), case sensitive, and conversions
 * between them. Safe for several threads; what was looked up once is remembered.
 */
public final class Ucum {

  private static final int REMEMBERED = 10_000;
  private static final UnitFormat FORMAT =
      UCUMFormat.getInstance(UCUMFormat.Variant.CASE_SENSITIVE);
  private static final Map<String, String> CODES = new ConcurrentHashMap<>();
  private static final Map<String, Map<String, Conversion>> CONVERSIONS = new ConcurrentHashMap<>();

  private Ucum() {}

  /**
   * The UCUM code of what a source calls a unit.
   *
   * @throws IllegalArgumentException if it is neither UCUM nor a spelling we know; the message says
   *     so
   */
  public static String code(String spelling) {
    String code = CODES.get(spelling);
    if (code == null) {
      code = UnitNames.ucum(spelling.strip());
      parse(code);
      if (CODES.size() < REMEMBERED) {
        CODES.put(spelling, code);
      }
    }
    return code;
  }

  /**
   * How to get from one unit to another.
   *
   * @param from UCUM code
   * @param to UCUM code
   * @throws IllegalArgumentException if one is no UCUM code or they measure different things
   */
  public static Conversion conversion(String from, String to) {
    if (from.equals(to)) {
      return Conversion.NONE;
    }
    Map<String, Conversion> known = CONVERSIONS.get(from);
    Conversion conversion = known == null ? null : known.get(to);
    if (conversion == null) {
      conversion = find(from, to);
      if (CONVERSIONS.size() < REMEMBERED) {
        CONVERSIONS.computeIfAbsent(from, unit -> new ConcurrentHashMap<>()).put(to, conversion);
      }
    }
    return conversion;
  }

  private static Conversion find(String from, String to) {
    try {
      UnitConverter converter = parse(from).getConverterToAny(parse(to));
      return Conversion.of(converter);
    } catch (IncommensurableException e) {
      throw new IllegalArgumentException(
          "unit '" + from + "' cannot be converted to '" + to + "'", e);
    }
  }

  private static Unit<?> parse(String code) {
    try {
      synchronized (FORMAT) {
        return FORMAT.parse(code);
      }
    } catch (VirtualMachineError | LinkageError e) {
      throw e;
    } catch (RuntimeException | Error e) {
      // for some texts the parser throws an Error, for others exceptions of its own
      throw new IllegalArgumentException("unit '" + code + "' is no UCUM code", e);
    }
  }
}

package org.twinsuite.twin.unit;

import java.util.Optional;
import javax.measure.Unit;
import javax.measure.format.UnitFormat;
import systems.uom.ucum.format.UCUMFormat;

/**
 * Codes of the Unified Code for Units of Measure (ucum.org), case sensitive, and conversions
 * between them. Safe for several threads, bounded in time and memory whatever the text; never ends
 * in an error.
 */
public final class Ucum {

  private static final int REMEMBERED = 2_000;
  private static final UnitFormat FORMAT =
      UCUMFormat.getInstance(UCUMFormat.Variant.CASE_SENSITIVE);
  private static final RecentlyUsed<String, Optional<Unit<?>>> UNITS =
      new RecentlyUsed<>(REMEMBERED);
  private static final RecentlyUsed<Pair, Object> CONVERSIONS = new RecentlyUsed<>(REMEMBERED);

  private record Pair(String from, String to) {}

  private Ucum() {}

  /** Whether a text is a UCUM code; codes of more than 64 characters are not taken. */
  public static boolean isCode(String text) {
    return unit(text).isPresent();
  }

  /**
   * Checks a unit of a configuration.
   *
   * @return the code
   * @throws IllegalArgumentException if it is not a UCUM code; the message names the code where the
   *     text is another spelling of it
   */
  public static String requireCode(String text) {
    if (isCode(text)) {
      return text;
    }
    String meant = UnitNames.PLANT.find(text).map(code -> "; write '" + code + "'").orElse("");
    throw new IllegalArgumentException(
        "unit '" + UnitNames.shown(text) + "' is not a valid UCUM code" + meant);
  }

  /**
   * How to get from one unit to another.
   *
   * @param from UCUM code
   * @param to UCUM code
   * @throws IllegalArgumentException if one is not a UCUM code or they measure different things
   */
  public static Conversion conversion(String from, String to) {
    if (from.equals(to)) {
      return Conversion.NONE;
    }
    Unit<?> source = required(from);
    Unit<?> target = required(to);
    Object found =
        CONVERSIONS.get(new Pair(from, to), pair -> conversion(from, source, to, target));
    if (found instanceof Conversion conversion) {
      return conversion;
    }
    throw new IllegalArgumentException((String) found);
  }

  /**
   * @return a {@link Conversion}, or a text that says why there is none
   */
  private static Object conversion(String from, Unit<?> source, String to, Unit<?> target) {
    try {
      Conversion conversion = Conversion.of(source.getConverterToAny(target));
      if (Double.isFinite(conversion.convert(1))) {
        return conversion;
      }
    } catch (VirtualMachineError e) {
      throw e;
    } catch (Exception | Error e) {
      // the library's own kinds of refusal; not all are checked exceptions
    }
    return "unit '" + from + "' cannot be converted to '" + to + "'";
  }

  private static Unit<?> required(String code) {
    return unit(code)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unit '" + UnitNames.shown(code) + "' is not a valid UCUM code"));
  }

  private static Optional<Unit<?>> unit(String code) {
    return UcumSyntax.isPossible(code) ? UNITS.get(code, Ucum::parse) : Optional.empty();
  }

  private static Optional<Unit<?>> parse(String code) {
    try {
      synchronized (FORMAT) {
        return Optional.of(FORMAT.parse(UcumSyntax.forLibrary(code)));
      }
    } catch (VirtualMachineError e) {
      throw e;
    } catch (RuntimeException | Error e) {
      // for some texts the parser throws an Error, for others exceptions of its own
      return Optional.empty();
    }
  }
}

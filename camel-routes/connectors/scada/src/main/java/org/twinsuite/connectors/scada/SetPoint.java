package org.twinsuite.connectors.scada;

import java.math.BigInteger;

/**
 * A set point in a control system's own type. A value that the type does not hold is refused: it
 * must never reach the plant as another one. What scaling leaves of a whole number (399.9999999) is
 * rounded, as long as the twin would not notice: within {@code write.tolerance}.
 */
public final class SetPoint {

  /** Beyond it a double does not distinguish neighbouring whole numbers. */
  private static final double EXACT = 0x1p53;

  private static final double FLOAT_EXACT = 0x1p24;

  /** Of the rounding that arithmetic with scale and offset brings. */
  private static final double ROUNDING = 1e-9;

  private SetPoint() {}

  /**
   * As a signed or unsigned integer.
   *
   * @param raw after scaling, see {@link Tag#toSource}
   * @param type the type's name, for the message
   * @throws IllegalArgumentException if the type does not hold it
   */
  public static BigInteger whole(Tag tag, double raw, String type, int bits, boolean signed) {
    double min = signed ? -Math.scalb(1.0, bits - 1) : 0;
    return whole(tag, raw, type, min, Math.scalb(1.0, signed ? bits - 1 : bits));
  }

  /** As the other, from {@code min} up to but not {@code end}. */
  public static BigInteger whole(Tag tag, double raw, String type, double min, double end) {
    double rounded = Math.rint(raw);
    if (!Double.isFinite(raw) || rounded < min || rounded >= end) {
      throw doesNotFit(tag, raw, type);
    }
    if (Math.abs(rounded) > EXACT) {
      throw refused(tag, raw, "is beyond 2^53, where a set point is not exact");
    }
    double error = Math.abs(raw - rounded);
    if (!isTolerable(tag, error) && error > Math.abs(raw) * ROUNDING) {
      throw refused(
          tag,
          raw,
          "is not a whole number as " + type + " is (write.tolerance allows to round it)");
    }
    return BigInteger.valueOf((long) rounded);
  }

  /**
   * As a 32-bit floating point number.
   *
   * @throws IllegalArgumentException if it is too large, too small or loses more than fractions
   */
  public static float float32(Tag tag, double raw, String type) {
    float narrow = (float) raw;
    if (!Double.isFinite(raw) || Float.isInfinite(narrow) || raw != 0 && narrow == 0) {
      throw doesNotFit(tag, raw, type);
    }
    if (Math.abs(raw) > FLOAT_EXACT && narrow != raw && !isTolerable(tag, Math.abs(narrow - raw))) {
      throw refused(
          tag, raw, "would be written as " + narrow + ", as " + type + " is less precise");
    }
    return narrow;
  }

  /**
   * As a 64-bit floating point number.
   *
   * @throws IllegalArgumentException if it is not finite
   */
  public static double float64(Tag tag, double raw, String type) {
    if (!Double.isFinite(raw)) {
      throw doesNotFit(tag, raw, type);
    }
    return raw;
  }

  /**
   * As a switch: 0 is false, 1 is true.
   *
   * @throws IllegalArgumentException for any other number
   */
  public static boolean bool(Tag tag, double raw, String type) {
    if (raw != 0 && raw != 1) {
      throw refused(tag, raw, "is neither 0 nor 1 as " + type + " is");
    }
    return raw == 1;
  }

  /** For a type that takes no number. */
  public static IllegalArgumentException notNumeric(Tag tag, String type) {
    return new IllegalArgumentException(
        "tag %s (line %d) is of type %s, which takes no set point: only numbers and switches do"
            .formatted(tag.address(), tag.line(), type));
  }

  private static boolean isTolerable(Tag tag, double rawError) {
    double tolerance = tag.write() == null ? 0 : tag.write().tolerance();
    return rawError * Math.abs(tag.scale()) <= tolerance;
  }

  private static IllegalArgumentException doesNotFit(Tag tag, double raw, String type) {
    return refused(tag, raw, "does not fit " + type);
  }

  private static IllegalArgumentException refused(Tag tag, double raw, String why) {
    return new IllegalArgumentException(
        "tag %s: %s %s; nothing was written".formatted(tag.address(), text(raw), why));
  }

  /** 40000 instead of 40000.0. */
  private static String text(double raw) {
    return raw == Math.rint(raw) && Math.abs(raw) <= EXACT
        ? Long.toString((long) raw)
        : Double.toString(raw);
  }
}

package org.twinsuite.connectors.scada;

import java.util.ArrayList;
import java.util.List;
import org.twinsuite.twin.WellFormedText;

/**
 * Values as a twin holds them: Double, Boolean, String, a list of these, or null. Whatever JSON
 * cannot carry, or a twin should not, is not a value.
 */
final class TwinValue {

  /** Larger ones would use up the size a thing may have. */
  static final int MOST_BYTES = 64 * 1024;

  private static final int DEEPEST = 16;

  private TwinValue() {}

  /**
   * Numbers scaled, in lists too, where those that are not finite become null.
   *
   * @param raw Number, Boolean, String, a list of these, or null
   */
  static Object scaled(Object raw, double scale, double offset) {
    if (raw instanceof Number number) {
      return number.doubleValue() * scale + offset;
    }
    if (!(raw instanceof List<?> list)) {
      return raw;
    }
    List<Object> scaled = new ArrayList<>(list.size());
    for (Object element : list) {
      Object one = scaled(element, scale, offset);
      scaled.add(one instanceof Double number && !Double.isFinite(number) ? null : one);
    }
    return scaled;
  }

  /** A quality code if a twin cannot hold the value; null if it can. */
  static String problem(Object value) {
    if (value == null) {
      return "Bad_NoValue (null)";
    }
    if (value instanceof Double number) {
      return Double.isFinite(number) ? null : "Bad_NotANumber (" + number + ")";
    }
    if (!isWellFormed(value, 0)) {
      return "Bad_DecodingError (not text that UTF-8 can carry, or nested too deeply)";
    }
    long bytes = bytes(value);
    return bytes > MOST_BYTES
        ? "Bad_EncodingLimitsExceeded (%d bytes, at most %d)".formatted(bytes, MOST_BYTES)
        : null;
  }

  /** About as much as the value takes as JSON. */
  static long bytes(Object value) {
    if (value instanceof String text) {
      return 2 + (long) text.length();
    }
    if (value instanceof List<?> list) {
      return list.stream().mapToLong(TwinValue::bytes).sum() + list.size() + 2;
    }
    return 16;
  }

  private static boolean isWellFormed(Object value, int depth) {
    if (value instanceof List<?> list) {
      return depth < DEEPEST && list.stream().allMatch(element -> isWellFormed(element, depth + 1));
    }
    return !(value instanceof String text) || WellFormedText.isWellFormed(text);
  }
}

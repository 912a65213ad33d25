package org.twinsuite.ditto.extensions.sparkplug;

import org.eclipse.ditto.json.JsonValue;
import org.twinsuite.twin.IsoInstant;

/** JSON values of metrics. */
final class MetricValues {

  private MetricValues() {}

  /**
   * The value of a metric.
   *
   * @param type the type from the metric or its birth
   * @return {@code null} for a number that JSON cannot hold: NaN and the infinite ones
   * @throws IllegalArgumentException if it is not a value that a point can have; says why
   */
  static JsonValue of(Metric metric, DataType type) {
    return switch (type) {
      case INT8 -> JsonValue.of((int) narrow(metric, type, 8));
      case INT16 -> JsonValue.of((int) narrow(metric, type, 16));
      case INT32 -> JsonValue.of((int) narrow(metric, type, 32));
      case INT64 -> JsonValue.of(integer(metric, type));
      case UINT8 -> JsonValue.of((int) (narrow(metric, type, 8) & 0xFF));
      case UINT16 -> JsonValue.of((int) (narrow(metric, type, 16) & 0xFFFF));
      case UINT32 -> JsonValue.of(narrow(metric, type, 32) & 0xFFFF_FFFFL);
      case UINT64 -> unsigned(bits(metric, type));
      case FLOAT, DOUBLE -> finite(real(metric, type));
      case BOOLEAN -> JsonValue.of(bool(metric, type));
      case STRING, TEXT, UUID -> {
        expect(metric, type, Metric.Kind.STRING);
        yield JsonValue.of(metric.stringValue);
      }
      case DATE_TIME -> date(bits(metric, type));
      case DATA_SET, BYTES, FILE, TEMPLATE, PROPERTY_SET, PROPERTY_SET_LIST ->
          throw new IllegalArgumentException("data type " + type + " is not one value of a point");
      case UNKNOWN ->
          throw new IllegalArgumentException(
              "the data type is missing here and in the birth, or is not one of Sparkplug 3.0");
      default -> {
        expect(metric, type, Metric.Kind.BYTES);
        yield MetricArrays.of(metric.bytesValue, type);
      }
    };
  }

  static JsonValue unsigned(long bits) {
    return bits >= 0
        ? JsonValue.of(bits)
        : JsonValue.of((bits >>> 1) * 2.0 + (bits & 1)); // JSON has no such integer in Ditto
  }

  static JsonValue finite(double value) {
    return Double.isFinite(value) ? JsonValue.of(value) : null;
  }

  static JsonValue date(long millis) {
    if (millis < 0 || !IsoInstant.isValid(millis)) {
      throw new IllegalArgumentException(
          millis + " ms since 1970 is not a time before the year 10000");
    }
    return JsonValue.of(IsoInstant.format(millis));
  }

  /** Numbers of up to 32 bits come in the lowest bits of an unsigned field, or sign-extended. */
  private static long narrow(Metric metric, DataType type, int size) {
    long number = integer(metric, type);
    if (number < -1L << (size - 1) || number > (1L << size) - 1) {
      throw new IllegalArgumentException(number + " does not fit " + type);
    }
    int unused = Long.SIZE - size;
    return number << unused >> unused;
  }

  /** 64 bits, of which a field of 32 gives the lower ones. */
  private static long bits(Metric metric, DataType type) {
    return metric.kind == Metric.Kind.INT
        ? Integer.toUnsignedLong(metric.intValue)
        : integer(metric, type);
  }

  private static long integer(Metric metric, DataType type) {
    if (metric.kind == Metric.Kind.INT) {
      return metric.intValue;
    }
    expect(metric, type, Metric.Kind.LONG);
    return metric.longValue;
  }

  private static double real(Metric metric, DataType type) {
    if (metric.kind == Metric.Kind.FLOAT) {
      return metric.floatValue;
    }
    expect(metric, type, Metric.Kind.DOUBLE);
    return metric.doubleValue;
  }

  private static boolean bool(Metric metric, DataType type) {
    expect(metric, type, Metric.Kind.BOOLEAN);
    return metric.booleanValue;
  }

  private static void expect(Metric metric, DataType type, Metric.Kind kind) {
    if (metric.kind != kind) {
      throw new IllegalArgumentException(
          "data type " + type + " needs the value field " + kind + ", set is " + metric.kind);
    }
  }
}

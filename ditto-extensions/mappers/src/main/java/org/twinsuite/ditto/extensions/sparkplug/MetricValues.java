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
   * @throws IllegalArgumentException if the value is none that a point can have; says why
   */
  static JsonValue of(Metric metric, DataType type) {
    return switch (type) {
      case INT8 -> JsonValue.of((int) (byte) integer(metric, type));
      case INT16 -> JsonValue.of((int) (short) integer(metric, type));
      case INT32 -> JsonValue.of((int) integer(metric, type));
      case INT64 -> JsonValue.of(integer(metric, type));
      case UINT8 -> JsonValue.of((int) (integer(metric, type) & 0xFF));
      case UINT16 -> JsonValue.of((int) (integer(metric, type) & 0xFFFF));
      case UINT32 -> JsonValue.of(integer(metric, type) & 0xFFFF_FFFFL);
      case UINT64 -> unsigned(integer(metric, type));
      case FLOAT, DOUBLE -> finite(real(metric, type));
      case BOOLEAN -> JsonValue.of(bool(metric, type));
      case STRING, TEXT, UUID -> {
        expect(metric, type, Metric.Kind.STRING);
        yield JsonValue.of(metric.stringValue);
      }
      case DATE_TIME -> date(integer(metric, type));
      case DATA_SET, BYTES, FILE, TEMPLATE, PROPERTY_SET, PROPERTY_SET_LIST ->
          throw new IllegalArgumentException("data type " + type + " is not one value of a point");
      case UNKNOWN ->
          throw new IllegalArgumentException(
              "the data type is not told, neither here nor by a birth, or is none of Sparkplug 3.0");
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
    if (!IsoInstant.isValid(millis)) {
      throw new IllegalArgumentException(millis + " ms since 1970 is no time");
    }
    return JsonValue.of(IsoInstant.format(millis));
  }

  private static long integer(Metric metric, DataType type) {
    if (metric.kind == Metric.Kind.INT) {
      // the sign of 32 bits and less is restored by the type
      return type == DataType.INT64 ? metric.intValue : metric.intValue & 0xFFFF_FFFFL;
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

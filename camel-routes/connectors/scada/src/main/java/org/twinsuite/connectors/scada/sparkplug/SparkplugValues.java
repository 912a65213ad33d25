package org.twinsuite.connectors.scada.sparkplug;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.eclipse.tahu.protobuf.SparkplugBProto.DataType;
import org.eclipse.tahu.protobuf.SparkplugBProto.Payload.Metric;

/**
 * Values of metrics (Sparkplug 3.0, 6.4.16). The field of the message that is set is read: another
 * one reads as 0 in protobuf, which would be an invented value.
 */
final class SparkplugValues {

  private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");
  private static final DateTimeFormatter MILLIS =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

  private SparkplugValues() {}

  /**
   * Number, Boolean, String or a list of these.
   *
   * @param datatype of the metric, or of its birth
   * @throws IllegalArgumentException if no value of that type is set; says why
   */
  static Object value(Metric metric, int datatype) {
    DataType type = type(datatype);
    return switch (type) {
      case Int8 -> narrow(metric, type, Byte.MIN_VALUE, 0xFF, 8);
      case Int16 -> narrow(metric, type, Short.MIN_VALUE, 0xFFFF, 16);
      case Int32 -> narrow(metric, type, Integer.MIN_VALUE, 0xFFFF_FFFFL, 32);
      case UInt8 -> narrow(metric, type, Byte.MIN_VALUE, 0xFF, 8) & 0xFF;
      case UInt16 -> narrow(metric, type, Short.MIN_VALUE, 0xFFFF, 16) & 0xFFFF;
      case UInt32 -> narrow(metric, type, Integer.MIN_VALUE, 0xFFFF_FFFFL, 32) & 0xFFFF_FFFFL;
      case Int64 -> integer(metric, type);
      case UInt64 -> unsigned(bits(metric, type));
      case Float, Double -> real(metric, type);
      case Boolean -> bool(metric, type);
      case String, Text, UUID -> {
        expect(metric.hasStringValue(), metric, type);
        yield metric.getStringValue();
      }
      case DateTime -> date(bits(metric, type));
      case Unknown ->
          throw new IllegalArgumentException(
              "data type " + datatype + " is not one of Sparkplug 3.0, nor given by a birth");
      default -> {
        if (!type.name().endsWith("Array")) {
          throw new IllegalArgumentException("data type " + type + " is not one value of a point");
        }
        expect(metric.hasBytesValue(), metric, type);
        yield array(metric.getBytesValue().toByteArray(), type);
      }
    };
  }

  static DataType type(int number) {
    DataType type = DataType.forNumber(number);
    return type == null ? DataType.Unknown : type;
  }

  /** Numbers of up to 32 bits come in the lowest bits of an unsigned field, or sign-extended. */
  private static long narrow(Metric metric, DataType type, long min, long maxBits, int size) {
    long number = integer(metric, type);
    if (number < min || number > maxBits) {
      throw new IllegalArgumentException(number + " does not fit " + type);
    }
    int unused = Long.SIZE - size;
    return number << unused >> unused;
  }

  private static BigInteger unsigned(long bits) {
    return new BigInteger(Long.toUnsignedString(bits));
  }

  private static long integer(Metric metric, DataType type) {
    if (metric.hasIntValue()) {
      return metric.getIntValue();
    }
    expect(metric.hasLongValue(), metric, type);
    return metric.getLongValue();
  }

  /** 64 bits, of which a field of 32 gives the lower ones. */
  private static long bits(Metric metric, DataType type) {
    return metric.hasIntValue()
        ? Integer.toUnsignedLong(metric.getIntValue())
        : integer(metric, type);
  }

  private static double real(Metric metric, DataType type) {
    if (metric.hasFloatValue()) {
      return metric.getFloatValue();
    }
    expect(metric.hasDoubleValue(), metric, type);
    return metric.getDoubleValue();
  }

  private static boolean bool(Metric metric, DataType type) {
    expect(metric.hasBooleanValue(), metric, type);
    return metric.getBooleanValue();
  }

  private static void expect(boolean isSet, Metric metric, DataType type) {
    if (!isSet) {
      throw new IllegalArgumentException(
          "data type " + type + " with the value field " + metric.getValueCase());
    }
  }

  private static String date(long millis) {
    try {
      Instant time = Instant.ofEpochMilli(millis);
      if (millis >= 0 && time.isBefore(END)) {
        return MILLIS.format(time);
      }
    } catch (DateTimeException e) {
      // reported below
    }
    throw new IllegalArgumentException(
        Long.toUnsignedString(millis) + " ms since 1970 is not a date before the year 10000");
  }

  /** Packed little-endian (6.4.17). */
  private static List<Object> array(byte[] bytes, DataType type) {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    return switch (type) {
      case Int8Array -> each(in, 1, () -> (int) in.get());
      case Int16Array -> each(in, 2, () -> (int) in.getShort());
      case Int32Array -> each(in, 4, in::getInt);
      case Int64Array -> each(in, 8, in::getLong);
      case UInt8Array -> each(in, 1, () -> in.get() & 0xFF);
      case UInt16Array -> each(in, 2, () -> in.getShort() & 0xFFFF);
      case UInt32Array -> each(in, 4, () -> in.getInt() & 0xFFFF_FFFFL);
      case UInt64Array -> each(in, 8, () -> unsigned(in.getLong()));
      case FloatArray -> each(in, 4, in::getFloat);
      case DoubleArray -> each(in, 8, in::getDouble);
      case DateTimeArray -> each(in, 8, () -> date(in.getLong()));
      case BooleanArray -> booleans(in);
      case StringArray -> strings(bytes);
      default -> throw new IllegalArgumentException("data type " + type + " is not an array");
    };
  }

  private static List<Object> each(ByteBuffer in, int size, Supplier<Object> next) {
    if (in.remaining() % size != 0) {
      throw new IllegalArgumentException(
          in.remaining() + " bytes are not an array of elements of " + size + " bytes");
    }
    List<Object> elements = new ArrayList<>(in.remaining() / size);
    while (in.hasRemaining()) {
      elements.add(next.get());
    }
    return elements;
  }

  /** A count of 32 bits, then one bit each, the first one highest. */
  private static List<Object> booleans(ByteBuffer in) {
    int count = in.remaining() < 4 ? -1 : in.getInt();
    if (count < 0 || in.remaining() != (count + 7L) / 8) {
      throw new IllegalArgumentException("the bytes are not an array of " + count + " booleans");
    }
    List<Object> elements = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      elements.add((in.get(4 + i / 8) >> (7 - i % 8) & 1) == 1);
    }
    return elements;
  }

  /** Each text ends with a zero byte. */
  private static List<Object> strings(byte[] bytes) {
    List<Object> elements = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == 0) {
        elements.add(new String(bytes, start, i - start, StandardCharsets.UTF_8));
        start = i + 1;
      }
    }
    if (start != bytes.length) {
      throw new IllegalArgumentException(
          "the last text of the array does not end with a zero byte");
    }
    return elements;
  }
}

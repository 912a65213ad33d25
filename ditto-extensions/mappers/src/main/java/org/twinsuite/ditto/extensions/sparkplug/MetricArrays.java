package org.twinsuite.ditto.extensions.sparkplug;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.eclipse.ditto.json.JsonArray;
import org.eclipse.ditto.json.JsonArrayBuilder;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonValue;
import org.twinsuite.ditto.extensions.sample.Samples;

/** Arrays, packed little-endian into bytes (Sparkplug 3.0, 6.4.17). */
final class MetricArrays {

  private MetricArrays() {}

  /**
   * @throws IllegalArgumentException if the bytes are not a whole number of elements
   */
  static JsonArray of(byte[] bytes, DataType type) {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    return switch (type) {
      case INT8_ARRAY -> each(in, 1, () -> JsonValue.of((int) in.get()));
      case INT16_ARRAY -> each(in, 2, () -> JsonValue.of((int) in.getShort()));
      case INT32_ARRAY -> each(in, 4, () -> JsonValue.of(in.getInt()));
      case INT64_ARRAY -> each(in, 8, () -> JsonValue.of(in.getLong()));
      case UINT8_ARRAY -> each(in, 1, () -> JsonValue.of(in.get() & 0xFF));
      case UINT16_ARRAY -> each(in, 2, () -> JsonValue.of(in.getShort() & 0xFFFF));
      case UINT32_ARRAY -> each(in, 4, () -> JsonValue.of(in.getInt() & 0xFFFF_FFFFL));
      case UINT64_ARRAY -> each(in, 8, () -> MetricValues.unsigned(in.getLong()));
      case FLOAT_ARRAY -> each(in, 4, () -> MetricValues.finite(in.getFloat()));
      case DOUBLE_ARRAY -> each(in, 8, () -> MetricValues.finite(in.getDouble()));
      case DATE_TIME_ARRAY -> each(in, 8, () -> MetricValues.date(in.getLong()));
      case BOOLEAN_ARRAY -> booleans(in);
      case STRING_ARRAY -> strings(bytes);
      default -> throw new IllegalArgumentException(type + " is not an array");
    };
  }

  private static JsonArray each(ByteBuffer in, int size, Supplier<JsonValue> next) {
    if (in.remaining() % size != 0) {
      throw new IllegalArgumentException(
          in.remaining() + " bytes are not an array of elements of " + size + " bytes");
    }
    Samples.checkElements(in.remaining() / size);
    JsonArrayBuilder array = JsonArray.newBuilder();
    while (in.hasRemaining()) {
      JsonValue value = next.get();
      array.add(value == null ? JsonFactory.nullLiteral() : value);
    }
    return array.build();
  }

  /** A count of 32 bits, then one bit each, the first one highest. */
  private static JsonArray booleans(ByteBuffer in) {
    int count = in.remaining() < 4 ? -1 : in.getInt();
    if (count < 0 || in.remaining() != (count + 7L) / 8) {
      throw new IllegalArgumentException("the bytes are not an array of " + count + " booleans");
    }
    Samples.checkElements(count);
    JsonArrayBuilder array = JsonArray.newBuilder();
    for (int i = 0; i < count; i++) {
      array.add(JsonValue.of((in.get(4 + i / 8) >> (7 - i % 8) & 1) == 1));
    }
    return array.build();
  }

  /** Each text ends with a zero byte. */
  private static JsonArray strings(byte[] bytes) {
    JsonArrayBuilder array = JsonArray.newBuilder();
    int start = 0;
    int count = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == 0) {
        Samples.checkElements(++count);
        array.add(JsonValue.of(new String(bytes, start, i - start, StandardCharsets.UTF_8)));
        start = i + 1;
      }
    }
    if (start != bytes.length) {
      throw new IllegalArgumentException(
          "the last text of the array does not end with a zero byte");
    }
    return array.build();
  }
}

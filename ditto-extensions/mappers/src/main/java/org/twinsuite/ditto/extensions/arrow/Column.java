package org.twinsuite.ditto.extensions.arrow;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.ditto.json.JsonValue;
import org.twinsuite.ditto.extensions.sample.Sample;

/**
 * Values of one column of a record batch (Arrow columnar format 1.5).
 *
 * @param validity one bit for each row; empty if there are no nulls
 * @param offsets where each text starts; {@code null} for other types
 * @param data the values
 * @param dictionary what the values are indices of; {@code null} without
 */
record Column(
    ColumnType type, ByteBuffer validity, ByteBuffer offsets, ByteBuffer data, Column dictionary) {

  boolean isNull(int row) {
    if (type.kind() == ColumnType.Kind.NULL
        || validity.capacity() > 0 && (validity.get(row >> 3) >> (row & 7) & 1) == 0) {
      return true;
    }
    return dictionary != null && dictionary.isNull((int) integer(row));
  }

  /** The value as text, {@code null} if it is null. */
  String text(int row) {
    JsonValue value = json(row);
    return value == null ? null : value.isString() ? value.asString() : value.toString();
  }

  /** The value, {@code null} if it is null or a number that JSON cannot hold. */
  JsonValue json(int row) {
    if (isNull(row)) {
      return null;
    }
    if (dictionary != null) {
      return dictionary.json((int) integer(row));
    }
    return switch (type.kind()) {
      case NULL -> null;
      case INTEGER, TIME -> JsonValue.of(integer(row));
      case FLOAT -> {
        double value = type.bits() == 32 ? data.getFloat(row * 4) : data.getDouble(row * 8);
        yield Double.isFinite(value) ? JsonValue.of(value) : null;
      }
      case BOOLEAN -> JsonValue.of((data.get(row >> 3) >> (row & 7) & 1) == 1);
      case TEXT, LARGE_TEXT -> JsonValue.of(string(row));
    };
  }

  /** The value in milliseconds since 1970, {@link Sample#UNKNOWN} if it is null. */
  long millis(int row) {
    if (isNull(row)) {
      return Sample.UNKNOWN;
    }
    if (dictionary != null) {
      return dictionary.millis((int) integer(row));
    }
    long value = integer(row);
    if (type.kind() != ColumnType.Kind.TIME) {
      return value;
    }
    return switch (type.timeUnit()) {
      case 0 -> Math.multiplyExact(value, 1000L);
      case 1 -> value;
      case 2 -> Math.floorDiv(value, 1000L);
      default -> Math.floorDiv(value, 1_000_000L);
    };
  }

  private long integer(int row) {
    ColumnType layout = dictionary == null ? type : type.index();
    boolean signed = layout.signed();
    return switch (layout.bits()) {
      case 8 -> signed ? data.get(row) : data.get(row) & 0xFF;
      case 16 -> signed ? data.getShort(row * 2) : data.getShort(row * 2) & 0xFFFF;
      case 32 -> signed ? data.getInt(row * 4) : data.getInt(row * 4) & 0xFFFF_FFFFL;
      default -> data.getLong(row * 8);
    };
  }

  private String string(int row) {
    int start;
    int end;
    if (type.kind() == ColumnType.Kind.TEXT) {
      start = offsets.getInt(row * 4);
      end = offsets.getInt(row * 4 + 4);
    } else {
      start = Math.toIntExact(offsets.getLong(row * 8));
      end = Math.toIntExact(offsets.getLong(row * 8 + 8));
    }
    return StandardCharsets.UTF_8.decode(data.slice(start, end - start)).toString();
  }
}

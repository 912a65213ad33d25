package org.twinsuite.ditto.extensions.arrow;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.ditto.json.JsonValue;
import org.twinsuite.ditto.extensions.sample.Sample;
import org.twinsuite.twin.IsoInstant;

/**
 * Values of one column of a record batch (Arrow columnar format 1.5). Reading one that points
 * outside of its buffers throws an {@link IndexOutOfBoundsException}.
 */
final class Column {

  private static final int MAX_REMEMBERED = 4_096;
  private static final int MAX_MILLIS_TEXT = 64;

  private final ColumnType type;
  private final int rows;
  private final ByteBuffer validity;
  private final ByteBuffer offsets;
  private final ByteBuffer data;
  private final Column dictionary;

  /** The first values of a dictionary, each made once however often it is used. */
  private JsonValue[] decoded;

  /**
   * @param rows how many values there are
   * @param validity one bit for each row; empty if there are no nulls
   * @param offsets where each text starts; {@code null} for other types
   * @param data the values
   * @param dictionary what the values are indices of; {@code null} without
   */
  Column(
      ColumnType type,
      int rows,
      ByteBuffer validity,
      ByteBuffer offsets,
      ByteBuffer data,
      Column dictionary) {
    this.type = type;
    this.rows = rows;
    this.validity = validity;
    this.offsets = offsets;
    this.data = data;
    this.dictionary = dictionary;
  }

  ColumnType type() {
    return type;
  }

  boolean isNull(int row) {
    if (type.kind() == ColumnType.Kind.NULL
        || validity.capacity() > 0 && (validity.get(row >> 3) >> (row & 7) & 1) == 0) {
      return true;
    }
    return dictionary != null && dictionary.isNull(index(row));
  }

  /** Whether its values are texts. */
  boolean isText() {
    return type.kind() == ColumnType.Kind.TEXT || type.kind() == ColumnType.Kind.LARGE_TEXT;
  }

  /** Whether its values are times: timestamps, dates, or texts in ISO 8601. */
  boolean isTime() {
    return type.kind() == ColumnType.Kind.TIME || isText();
  }

  /**
   * The value as text; {@code null} if it is null.
   *
   * @throws IllegalArgumentException if the text is longer
   */
  String text(int row, int mostBytes) {
    if (isNull(row)) {
      return null;
    }
    Column texts = dictionary == null ? this : dictionary;
    int at = dictionary == null ? row : index(row);
    if (isText() && texts.length(at) > mostBytes) {
      throw new IllegalArgumentException("a text of " + texts.length(at) + " bytes is too long");
    }
    JsonValue value = json(row);
    return value == null ? null : value.isString() ? value.asString() : value.toString();
  }

  /** The value; {@code null} if it is null or a number that JSON cannot hold. */
  JsonValue json(int row) {
    if (isNull(row)) {
      return null;
    }
    if (dictionary != null) {
      return dictionary.remembered(index(row));
    }
    return switch (type.kind()) {
      case NULL, OTHER -> null;
      case INTEGER -> integerJson(row);
      case TIME -> JsonValue.of(IsoInstant.format(millis(row)));
      case FLOAT -> {
        double value = real(row);
        yield Double.isFinite(value) ? JsonValue.of(value) : null;
      }
      case BOOLEAN -> JsonValue.of((data.get(row >> 3) >> (row & 7) & 1) == 1);
      case TEXT, LARGE_TEXT -> JsonValue.of(string(row));
    };
  }

  private JsonValue remembered(int row) {
    if (row >= MAX_REMEMBERED) {
      return json(row);
    }
    if (decoded == null) {
      decoded = new JsonValue[Math.min(rows, MAX_REMEMBERED)];
    }
    if (decoded[row] == null) {
      decoded[row] = json(row);
    }
    return decoded[row];
  }

  private JsonValue integerJson(int row) {
    long value = integer(row);
    boolean large = value < 0 && !type.signed();
    // JSON of Ditto has no larger integers
    return large ? JsonValue.of((value >>> 1) * 2.0 + (value & 1)) : JsonValue.of(value);
  }

  private double real(int row) {
    return switch (type.bits()) {
      case 16 -> half(data.getShort(row * 2));
      case 32 -> data.getFloat(row * 4);
      default -> data.getDouble(row * 8);
    };
  }

  /** IEEE 754 binary16. */
  private static double half(short bits) {
    int exponent = bits >> 10 & 0x1F;
    int fraction = bits & 0x3FF;
    double size =
        exponent == 0x1F
            ? fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN
            : exponent == 0
                ? fraction * 0x1p-24
                : (1 + fraction * 0x1p-10) * Math.pow(2, exponent - 15);
    return bits < 0 ? -size : size;
  }

  /**
   * The time in milliseconds since 1970; {@link Sample#UNKNOWN} if it is null.
   *
   * @throws IllegalArgumentException if it is not a time
   */
  long millis(int row) {
    if (isNull(row)) {
      return Sample.UNKNOWN;
    }
    if (dictionary != null) {
      return dictionary.millis(index(row));
    }
    if (isText()) {
      long time = length(row) > MAX_MILLIS_TEXT ? Sample.UNKNOWN : IsoInstant.parse(string(row));
      if (time == Sample.UNKNOWN) {
        throw new IllegalArgumentException("the text is not a valid ISO 8601 time");
      }
      return time;
    }
    long value = integer(row);
    try {
      return switch (type.timeUnit()) {
        case 0 -> Math.multiplyExact(value, 1000L);
        case 1 -> value;
        case 2 -> Math.floorDiv(value, 1000L);
        case ColumnType.DAYS -> Math.multiplyExact(value, 86_400_000L);
        default -> Math.floorDiv(value, 1_000_000L);
      };
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("the time is outside of the years 0 to 9999", e);
    }
  }

  private int index(int row) {
    long index = integer(row);
    if (index < 0 || index >= dictionary.rows) {
      throw new IndexOutOfBoundsException("no value " + index + " in the dictionary");
    }
    return (int) index;
  }

  private long integer(int row) {
    ColumnType layout = type.layout();
    boolean signed = layout.signed();
    return switch (layout.bits()) {
      case 8 -> signed ? data.get(row) : data.get(row) & 0xFF;
      case 16 -> signed ? data.getShort(row * 2) : data.getShort(row * 2) & 0xFFFF;
      case 32 -> signed ? data.getInt(row * 4) : data.getInt(row * 4) & 0xFFFF_FFFFL;
      default -> data.getLong(row * 8);
    };
  }

  private int start(int row) {
    return type.kind() == ColumnType.Kind.TEXT
        ? offsets.getInt(row * 4)
        : (int) Math.max(-1, Math.min(Integer.MAX_VALUE, offsets.getLong(row * 8)));
  }

  private int length(int row) {
    return start(row + 1) - start(row);
  }

  private String string(int row) {
    return StandardCharsets.UTF_8.decode(data.slice(start(row), length(row))).toString();
  }
}

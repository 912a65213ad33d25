package org.twinsuite.ditto.extensions.arrow;

import java.nio.ByteBuffer;
import org.apache.arrow.flatbuf.Date;
import org.apache.arrow.flatbuf.DateUnit;
import org.apache.arrow.flatbuf.DictionaryEncoding;
import org.apache.arrow.flatbuf.Field;
import org.apache.arrow.flatbuf.FloatingPoint;
import org.apache.arrow.flatbuf.Int;
import org.apache.arrow.flatbuf.KeyValue;
import org.apache.arrow.flatbuf.Timestamp;
import org.apache.arrow.flatbuf.Type;
import org.twinsuite.ditto.extensions.sample.PayloadError;

/**
 * A column of the schema.
 *
 * @param kind how its values are laid out
 * @param bits width of a number
 * @param signed whether an integer has a sign
 * @param timeUnit 0 to 3: seconds, milli-, micro-, nanoseconds; {@link #DAYS}
 * @param dictionary id of its dictionary; {@link #NO_DICTIONARY} without
 * @param index layout of the indices into the dictionary; {@code null} without
 * @param unit metadata {@code unit} of the field; {@code null} without
 * @param buffers how many buffers it has in a batch
 */
record ColumnType(
    String name,
    Kind kind,
    int bits,
    boolean signed,
    int timeUnit,
    long dictionary,
    ColumnType index,
    String unit,
    int buffers) {

  static final long NO_DICTIONARY = -1;
  static final int DAYS = 4;
  private static final int MAX_NAME_BYTES = 1_000;
  private static final int MAX_METADATA = 64;

  enum Kind {
    NULL,
    INTEGER,
    FLOAT,
    BOOLEAN,
    TEXT,
    LARGE_TEXT,
    TIME,
    /** Its buffers are passed over. */
    OTHER
  }

  /**
   * @param layout counts the fields of the schema
   * @throws PayloadError if its buffers cannot be told apart from those of its neighbours
   */
  static ColumnType of(Field field, Layout layout) {
    String name = name(field);
    String unit = unit(field);
    int buffers = layout.buffers(field, name);
    DictionaryEncoding encoding = field.dictionary();
    ColumnType plain = plain(field, name);
    if (encoding == null) {
      return new ColumnType(
          name,
          plain.kind,
          plain.bits,
          plain.signed,
          plain.timeUnit,
          NO_DICTIONARY,
          null,
          unit,
          buffers);
    }
    Int type = encoding.indexType();
    ColumnType index =
        type == null ? integer(name, 32, true) : integer(name, type.bitWidth(), type.isSigned());
    return new ColumnType(
        name,
        index.kind == Kind.OTHER ? Kind.OTHER : plain.kind,
        plain.bits,
        plain.signed,
        plain.timeUnit,
        encoding.id(),
        index,
        unit,
        buffers);
  }

  /** The type of the values of its dictionary. */
  ColumnType values() {
    int count = kind == Kind.TEXT || kind == Kind.LARGE_TEXT ? 3 : kind == Kind.NULL ? 0 : 2;
    return new ColumnType(name, kind, bits, signed, timeUnit, NO_DICTIONARY, null, null, count);
  }

  /** How the values in the record batch itself are laid out. */
  ColumnType layout() {
    return index == null ? this : index;
  }

  private static String name(Field field) {
    ByteBuffer bytes = field.nameAsByteBuffer();
    if (bytes == null) {
      return "";
    }
    if (bytes.remaining() > MAX_NAME_BYTES) {
      throw new PayloadError(
          "schema", "has a name of " + bytes.remaining() + " bytes", "Use shorter column names");
    }
    return field.name();
  }

  private static String unit(Field field) {
    String unit = null;
    for (int i = 0; i < Math.min(field.customMetadataLength(), MAX_METADATA); i++) {
      KeyValue entry = field.customMetadata(i);
      ByteBuffer key = entry.keyAsByteBuffer();
      ByteBuffer value = entry.valueAsByteBuffer();
      if (key != null
          && value != null
          && key.remaining() == 4
          && value.remaining() <= MAX_NAME_BYTES
          && "unit".equals(entry.key())) {
        unit = entry.value();
      }
    }
    return unit;
  }

  private static ColumnType plain(Field field, String name) {
    switch (field.typeType()) {
      case Type.Int -> {
        Int type = (Int) field.type(new Int());
        return integer(name, type.bitWidth(), type.isSigned());
      }
      case Type.FloatingPoint -> {
        int precision = ((FloatingPoint) field.type(new FloatingPoint())).precision();
        return precision < 0 || precision > 2
            ? simple(name, Kind.OTHER)
            : number(name, Kind.FLOAT, 16 << precision, true, 0);
      }
      case Type.Timestamp -> {
        int timeUnit = ((Timestamp) field.type(new Timestamp())).unit();
        return timeUnit < 0 || timeUnit > 3
            ? simple(name, Kind.OTHER)
            : number(name, Kind.TIME, 64, true, timeUnit);
      }
      case Type.Date -> {
        boolean days = ((Date) field.type(new Date())).unit() == DateUnit.DAY;
        return number(name, Kind.TIME, days ? 32 : 64, true, days ? DAYS : 1);
      }
      case Type.Bool -> {
        return simple(name, Kind.BOOLEAN);
      }
      case Type.Utf8 -> {
        return simple(name, Kind.TEXT);
      }
      case Type.LargeUtf8 -> {
        return simple(name, Kind.LARGE_TEXT);
      }
      case Type.Null -> {
        return simple(name, Kind.NULL);
      }
      default -> {
        return simple(name, Kind.OTHER);
      }
    }
  }

  private static ColumnType simple(String name, Kind kind) {
    return number(name, kind, 0, false, 0);
  }

  private static ColumnType integer(String name, int bits, boolean signed) {
    boolean known = bits == 8 || bits == 16 || bits == 32 || bits == 64;
    return number(name, known ? Kind.INTEGER : Kind.OTHER, bits, signed, 0);
  }

  private static ColumnType number(String name, Kind kind, int bits, boolean signed, int timeUnit) {
    return new ColumnType(name, kind, bits, signed, timeUnit, NO_DICTIONARY, null, null, 2);
  }
}

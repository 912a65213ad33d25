package org.twinsuite.ditto.extensions.arrow;

import org.apache.arrow.flatbuf.DictionaryEncoding;
import org.apache.arrow.flatbuf.Field;
import org.apache.arrow.flatbuf.FloatingPoint;
import org.apache.arrow.flatbuf.Int;
import org.apache.arrow.flatbuf.Timestamp;
import org.apache.arrow.flatbuf.Type;
import org.twinsuite.ditto.extensions.sample.PayloadError;

/**
 * A column of the schema.
 *
 * @param kind how its values are laid out
 * @param bits width of a number
 * @param signed whether an integer has a sign
 * @param timeUnit 0 to 3: seconds, milli-, micro-, nanoseconds
 * @param dictionary id of its dictionary; {@link #NO_DICTIONARY} without
 * @param index layout of the indices into the dictionary; {@code null} without
 * @param unit metadata {@code unit} of the field; {@code null} without
 */
record ColumnType(
    String name,
    Kind kind,
    int bits,
    boolean signed,
    int timeUnit,
    long dictionary,
    ColumnType index,
    String unit) {

  static final long NO_DICTIONARY = -1;

  enum Kind {
    NULL,
    INTEGER,
    FLOAT,
    BOOLEAN,
    TEXT,
    LARGE_TEXT,
    TIME
  }

  static ColumnType of(Field field) {
    String name = field.name();
    String unit = null;
    for (int i = 0; i < field.customMetadataLength(); i++) {
      if ("unit".equals(field.customMetadata(i).key())) {
        unit = field.customMetadata(i).value();
      }
    }
    long dictionary = NO_DICTIONARY;
    ColumnType index = null;
    DictionaryEncoding encoding = field.dictionary();
    if (encoding != null) {
      dictionary = encoding.id();
      Int type = encoding.indexType();
      index =
          type == null
              ? integer(name, 32, true, null)
              : integer(name, type.bitWidth(), type.isSigned(), null);
    }
    ColumnType plain = plain(field, name, unit);
    return new ColumnType(
        name, plain.kind, plain.bits, plain.signed, plain.timeUnit, dictionary, index, unit);
  }

  private static ColumnType plain(Field field, String name, String unit) {
    switch (field.typeType()) {
      case Type.Int -> {
        Int type = (Int) field.type(new Int());
        return integer(name, type.bitWidth(), type.isSigned(), unit);
      }
      case Type.FloatingPoint -> {
        int precision = ((FloatingPoint) field.type(new FloatingPoint())).precision();
        if (precision == 0) {
          throw unsupported(name, "half floats");
        }
        return new ColumnType(
            name, Kind.FLOAT, precision == 1 ? 32 : 64, true, 0, NO_DICTIONARY, null, unit);
      }
      case Type.Timestamp -> {
        int timeUnit = ((Timestamp) field.type(new Timestamp())).unit();
        return new ColumnType(name, Kind.TIME, 64, true, timeUnit, NO_DICTIONARY, null, unit);
      }
      case Type.Bool -> {
        return simple(name, Kind.BOOLEAN, unit);
      }
      case Type.Utf8 -> {
        return simple(name, Kind.TEXT, unit);
      }
      case Type.LargeUtf8 -> {
        return simple(name, Kind.LARGE_TEXT, unit);
      }
      case Type.Null -> {
        return simple(name, Kind.NULL, unit);
      }
      default ->
          throw unsupported(
              name,
              field.typeType() < Type.names.length ? Type.name(field.typeType()) : "unknown types");
    }
  }

  private static ColumnType simple(String name, Kind kind, String unit) {
    return new ColumnType(name, kind, 0, false, 0, NO_DICTIONARY, null, unit);
  }

  private static ColumnType integer(String name, int bits, boolean signed, String unit) {
    return new ColumnType(name, Kind.INTEGER, bits, signed, 0, NO_DICTIONARY, null, unit);
  }

  private static PayloadError unsupported(String name, String type) {
    return new PayloadError(
        "column " + name,
        type + " are not understood",
        "Send integers, float32 or float64, booleans, UTF-8 texts, timestamps, or dictionaries of"
            + " these");
  }
}

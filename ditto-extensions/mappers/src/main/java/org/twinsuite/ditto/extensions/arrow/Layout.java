package org.twinsuite.ditto.extensions.arrow;

import org.apache.arrow.flatbuf.Field;
import org.apache.arrow.flatbuf.Type;
import org.apache.arrow.flatbuf.Union;
import org.apache.arrow.flatbuf.UnionMode;
import org.twinsuite.ditto.extensions.sample.PayloadError;

/**
 * How many buffers the fields of a schema have (Arrow columnar format, "Buffer Listing for Each
 * Layout"), so that a type that is not understood harms its own column only. Counts the fields: a
 * small message may refer to the same field many times.
 */
final class Layout {

  private static final int MAX_FIELDS = 1_000;
  private int fields;

  /**
   * @param name the column's name
   * @throws PayloadError if the layout is not known, or there are too many fields
   */
  int buffers(Field field, String name) {
    if (++fields > MAX_FIELDS) {
      throw new PayloadError(
          "schema", "has more than " + MAX_FIELDS + " fields", "Send fewer columns");
    }
    if (field.dictionary() != null) {
      return 2;
    }
    return switch (field.typeType()) {
      case Type.Null -> 0;
      case Type.Int,
          Type.FloatingPoint,
          Type.Bool,
          Type.Decimal,
          Type.Date,
          Type.Time,
          Type.Timestamp,
          Type.Interval,
          Type.Duration,
          Type.FixedSizeBinary ->
          2;
      case Type.Utf8, Type.Binary, Type.LargeUtf8, Type.LargeBinary -> 3;
      case Type.List, Type.LargeList, Type.Map -> 2 + children(field, name);
      case Type.FixedSizeList, Type.Struct_ -> 1 + children(field, name);
      case Type.Union -> {
        boolean dense = ((Union) field.type(new Union())).mode() == UnionMode.Dense;
        yield (dense ? 2 : 1) + children(field, name);
      }
      default ->
          throw new PayloadError(
              "column " + name,
              "has a layout that is not known here",
              "Send integers, floats, booleans, UTF-8 texts, timestamps, or dictionaries of these");
    };
  }

  private int children(Field field, String name) {
    int buffers = 0;
    for (int i = 0; i < field.childrenLength(); i++) {
      buffers += buffers(field.children(i), name);
    }
    return buffers;
  }
}

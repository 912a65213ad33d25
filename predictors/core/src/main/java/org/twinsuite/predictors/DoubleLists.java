package org.twinsuite.predictors;

import java.util.List;
import java.util.function.IntFunction;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BitVectorHelper;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.types.pojo.FieldType;

/** Moves {@code list<float64>} columns between Arrow and arrays; NaN in Java is null in Arrow. */
public final class DoubleLists {

  /** The values of one row. */
  @FunctionalInterface
  public interface Values<T> {
    double[] of(T row, int index);
  }

  private static final byte ALL_PRESENT = -1;

  private DoubleLists() {}

  /** Number of items of a row, 0 if the row is null. */
  public static int length(ListVector column, int row) {
    return column.isNull(row)
        ? 0
        : column.getElementEndIndex(row) - column.getElementStartIndex(row);
  }

  /** Copies one row; null items become NaN, a null row an empty array. */
  public static double[] read(ListVector column, int row) {
    double[] target = new double[length(column, row)];
    read(column, row, target, 0);
    return target;
  }

  /** Copies one row into an array from an offset on; returns the number of items copied. */
  public static int read(ListVector column, int row, double[] target, int offset) {
    int length = length(column, row);
    if (length == 0) {
      return 0;
    }
    Float8Vector items = (Float8Vector) column.getDataVector();
    int from = column.getElementStartIndex(row);
    ArrowBuf data = items.getDataBuffer();
    for (int i = 0; i < length; i++) {
      target[offset + i] = data.getDouble((long) (from + i) << 3);
    }
    ArrowBuf present = items.getValidityBuffer();
    for (int i = 0; i < length; i++) {
      int bit = from + i;
      if ((bit & 7) == 0 && i + 8 <= length && present.getByte(bit >> 3) == ALL_PRESENT) {
        i += 7;
      } else if ((present.getByte(bit >> 3) >> (bit & 7) & 1) == 0) {
        target[offset + i] = Double.NaN;
      }
    }
    return length;
  }

  /** Writes all rows of a column. */
  public static <T> void write(ListVector column, List<T> rows, Values<T> values) {
    write(column, rows.size(), i -> values.of(rows.get(i), i));
  }

  /** Writes all rows of a column; a null array is a null row. */
  public static void write(ListVector column, int rows, IntFunction<double[]> values) {
    double[][] arrays = new double[rows][];
    int total = 0;
    for (int i = 0; i < rows; i++) {
      arrays[i] = values.apply(i);
      total = Math.addExact(total, arrays[i] == null ? 0 : arrays[i].length);
    }
    column.addOrGetVector(FieldType.nullable(Columns.FLOAT64));
    Float8Vector items = (Float8Vector) column.getDataVector();
    column.setInitialCapacity(Math.max(rows, 1), 1);
    column.allocateNew();
    items.allocateNew(Math.max(total, 1));
    while (column.getValueCapacity() < rows) {
      column.reAlloc();
    }
    ArrowBuf data = items.getDataBuffer();
    ArrowBuf present = items.getValidityBuffer();
    ArrowBuf offsets = column.getOffsetBuffer();
    int at = 0;
    offsets.setInt(0, 0);
    for (int i = 0; i < rows; i++) {
      double[] array = arrays[i];
      if (array != null) {
        for (double value : array) {
          data.setDouble((long) at << 3, value);
          if (!Double.isNaN(value)) {
            BitVectorHelper.setBit(present, at);
          }
          at++;
        }
        BitVectorHelper.setBit(column.getValidityBuffer(), i);
      }
      offsets.setInt((long) (i + 1) << 2, at);
    }
    items.setValueCount(total);
    column.setLastSet(rows - 1);
    column.setValueCount(rows);
  }
}

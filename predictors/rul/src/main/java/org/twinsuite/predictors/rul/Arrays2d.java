package org.twinsuite.predictors.rul;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Tables of numbers in a model file. */
final class Arrays2d {

  private static final int MOST = 10_000_000;

  private Arrays2d() {}

  static void write(DataOutput out, double[][] table) throws IOException {
    out.writeInt(table.length);
    for (double[] row : table) {
      out.writeInt(row.length);
      for (double value : row) {
        out.writeDouble(value);
      }
    }
  }

  static double[][] read(DataInput in) throws IOException {
    double[][] table = new double[length(in)][];
    for (int i = 0; i < table.length; i++) {
      table[i] = new double[length(in)];
      for (int j = 0; j < table[i].length; j++) {
        table[i][j] = in.readDouble();
      }
    }
    return table;
  }

  private static int length(DataInput in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > MOST) {
      throw new IOException("a table of " + length + " entries");
    }
    return length;
  }
}

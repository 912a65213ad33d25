package org.twinsuite.predictors;

import java.util.List;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;

/** Checks the values of one request row. */
public final class RowCheck {

  private RowCheck() {}

  /**
   * What is wrong with a row.
   *
   * @param properties the property columns that will be used
   * @return null if the row is sound, else a status naming column, row and fix
   */
  public static String problem(VectorSchemaRoot root, int row, List<String> properties) {
    for (String column :
        List.of(
            RequestSchema.SERIES_ID,
            RequestSchema.START,
            RequestSchema.STEP,
            RequestSchema.SEASON,
            RequestSchema.HORIZON)) {
      if (root.getVector(column).isNull(row)) {
        return Status.invalid(column, row, "is null, send a value");
      }
    }
    if (((BigIntVector) root.getVector(RequestSchema.STEP)).get(row) <= 0) {
      return Status.invalid(RequestSchema.STEP, row, "must be positive milliseconds");
    }
    if (((IntVector) root.getVector(RequestSchema.SEASON)).get(row) < 1) {
      return Status.invalid(RequestSchema.SEASON, row, "must be at least 1 (1 = no season)");
    }
    int horizon = ((IntVector) root.getVector(RequestSchema.HORIZON)).get(row);
    if (horizon < 1 || horizon > RequestSchema.LONGEST_HORIZON) {
      return Status.invalid(
          RequestSchema.HORIZON, row, "must be 1 to " + RequestSchema.LONGEST_HORIZON);
    }
    return valuesProblem(root, row, properties);
  }

  private static String valuesProblem(VectorSchemaRoot root, int row, List<String> properties) {
    int length = -1;
    for (String property : properties) {
      ListVector column = (ListVector) root.getVector(property);
      if (column.isNull(row)) {
        return Status.invalid(property, row, "is null, send a list (items may be null)");
      }
      double[] values = DoubleLists.read(column, row);
      if (length >= 0 && values.length != length) {
        return Status.invalid(
            property,
            row,
            "has " + values.length + " values, the property before it has " + length);
      }
      length = values.length;
      for (int i = 0; i < values.length; i++) {
        if (Double.isInfinite(values[i])) {
          return Status.invalid(property, row, "value " + i + " is infinite, send null instead");
        }
      }
    }
    return null;
  }
}

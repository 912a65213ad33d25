package org.twinsuite.predictors;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.types.pojo.Schema;

/** A response batch as Java values. */
public final class Predictions {

  private Predictions() {}

  /**
   * Writes rows with the columns of a schema of {@link ResponseSchema}.
   *
   * @return a root the caller closes
   */
  public static VectorSchemaRoot write(
      List<Prediction> rows, Schema schema, BufferAllocator allocator) {
    VectorSchemaRoot root = VectorSchemaRoot.create(schema, allocator);
    try {
      VarCharVector id = (VarCharVector) root.getVector(ResponseSchema.SERIES_ID);
      VarCharVector model = (VarCharVector) root.getVector(ResponseSchema.MODEL);
      VarCharVector status = (VarCharVector) root.getVector(ResponseSchema.STATUS);
      for (int i = 0; i < rows.size(); i++) {
        id.setSafe(i, rows.get(i).seriesId().getBytes(StandardCharsets.UTF_8));
        model.setSafe(i, rows.get(i).model().getBytes(StandardCharsets.UTF_8));
        status.setSafe(i, rows.get(i).status().getBytes(StandardCharsets.UTF_8));
      }
      DoubleLists.write(list(root, ResponseSchema.MEAN), rows, (row, i) -> row.mean());
      DoubleLists.write(list(root, ResponseSchema.LOWER), rows, (row, i) -> row.lower());
      DoubleLists.write(list(root, ResponseSchema.UPPER), rows, (row, i) -> row.upper());
      if (ResponseSchema.hasDrivers(schema)) {
        writeDrivers(list(root, ResponseSchema.DRIVERS), rows);
      }
      root.setRowCount(rows.size());
      return root;
    } catch (RuntimeException e) {
      root.close();
      throw e;
    }
  }

  /**
   * Reads all rows.
   *
   * @throws InvalidBatchException if the columns are not those of a response
   */
  public static List<Prediction> read(VectorSchemaRoot root) {
    ResponseSchema.check(root.getSchema());
    boolean drivers = ResponseSchema.hasDrivers(root.getSchema());
    List<Prediction> rows = new ArrayList<>(root.getRowCount());
    for (int i = 0; i < root.getRowCount(); i++) {
      rows.add(
          new Prediction(
              text(root, ResponseSchema.SERIES_ID, i),
              DoubleLists.read(list(root, ResponseSchema.MEAN), i),
              DoubleLists.read(list(root, ResponseSchema.LOWER), i),
              DoubleLists.read(list(root, ResponseSchema.UPPER), i),
              text(root, ResponseSchema.MODEL, i),
              text(root, ResponseSchema.STATUS, i),
              drivers ? readDrivers(list(root, ResponseSchema.DRIVERS), i) : List.of()));
    }
    return rows;
  }

  private static ListVector list(VectorSchemaRoot root, String column) {
    return (ListVector) root.getVector(column);
  }

  private static String text(VectorSchemaRoot root, String column, int row) {
    VarCharVector vector = (VarCharVector) root.getVector(column);
    return vector.isNull(row) ? "" : new String(vector.get(row), StandardCharsets.UTF_8);
  }

  private static void writeDrivers(ListVector column, List<Prediction> rows) {
    StructVector items = (StructVector) column.getDataVector();
    VarCharVector names = items.getChild(ResponseSchema.DRIVER_NAME, VarCharVector.class);
    Float8Vector weights = items.getChild(ResponseSchema.DRIVER_WEIGHT, Float8Vector.class);
    int at = 0;
    for (int i = 0; i < rows.size(); i++) {
      List<Driver> drivers = rows.get(i).drivers();
      column.startNewValue(i);
      for (Driver driver : drivers) {
        names.setSafe(at, driver.name().getBytes(StandardCharsets.UTF_8));
        weights.setSafe(at, driver.weight());
        while (items.getValueCapacity() <= at) {
          items.reAlloc();
        }
        items.setIndexDefined(at);
        at++;
      }
      column.endValue(i, drivers.size());
    }
    items.setValueCount(at);
    column.setValueCount(rows.size());
  }

  private static List<Driver> readDrivers(ListVector column, int row) {
    if (column.isNull(row)) {
      return List.of();
    }
    StructVector items = (StructVector) column.getDataVector();
    VarCharVector names = items.getChild(ResponseSchema.DRIVER_NAME, VarCharVector.class);
    Float8Vector weights = items.getChild(ResponseSchema.DRIVER_WEIGHT, Float8Vector.class);
    List<Driver> drivers = new ArrayList<>();
    for (int i = column.getElementStartIndex(row); i < column.getElementEndIndex(row); i++) {
      drivers.add(new Driver(new String(names.get(i), StandardCharsets.UTF_8), weights.get(i)));
    }
    return drivers;
  }
}

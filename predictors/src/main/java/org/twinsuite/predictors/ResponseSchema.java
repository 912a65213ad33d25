package org.twinsuite.predictors;

import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Columns of a response: {@code series_id} utf8, {@code mean}, {@code lower}, {@code upper} {@code
 * list<float64>}, {@code model} utf8, {@code status} utf8; for remaining life also {@code drivers}
 * {@code list<struct<name utf8, weight float64>>}.
 */
public final class ResponseSchema {

  public static final String KIND = "response";
  public static final String SCHEMA_VERSION = "1";
  public static final String SERIES_ID = "series_id";
  public static final String MEAN = "mean";
  public static final String LOWER = "lower";
  public static final String UPPER = "upper";
  public static final String MODEL = "model";
  public static final String STATUS = "status";
  public static final String DRIVERS = "drivers";
  public static final String DRIVER_NAME = "name";
  public static final String DRIVER_WEIGHT = "weight";

  private static final Schema FORECAST = build(false);
  private static final Schema LIFE = build(true);

  private ResponseSchema() {}

  /** Schema of a forecast. */
  public static Schema forecast() {
    return FORECAST;
  }

  /** Schema of a remaining life: a forecast with drivers. */
  public static Schema remainingLife() {
    return LIFE;
  }

  /**
   * Checks kind, version and columns of an answer, for instance one from a foreign server.
   *
   * @throws InvalidBatchException naming the column and the fix
   */
  public static void check(Schema found) {
    Columns.checkVersion(found, KIND, SCHEMA_VERSION);
    FORECAST.getFields().forEach(field -> Columns.checkType(found, field));
  }

  static boolean hasDrivers(Schema schema) {
    return Columns.find(schema, DRIVERS) != null;
  }

  private static Schema build(boolean drivers) {
    List<Field> fields = new ArrayList<>();
    fields.add(Columns.required(SERIES_ID, Columns.UTF8));
    fields.add(Columns.doubles(MEAN));
    fields.add(Columns.doubles(LOWER));
    fields.add(Columns.doubles(UPPER));
    fields.add(Columns.required(MODEL, Columns.UTF8));
    fields.add(Columns.required(STATUS, Columns.UTF8));
    if (drivers) {
      Field name = Columns.required(DRIVER_NAME, Columns.UTF8);
      Field weight = Columns.required(DRIVER_WEIGHT, Columns.FLOAT64);
      Field item =
          new Field("item", FieldType.nullable(ArrowType.Struct.INSTANCE), List.of(name, weight));
      fields.add(new Field(DRIVERS, FieldType.nullable(ArrowType.List.INSTANCE), List.of(item)));
    }
    return new Schema(fields, Columns.metadata(KIND, SCHEMA_VERSION));
  }
}

package org.twinsuite.predictors;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Columns of a request: {@code series_id} utf8, {@code start} timestamp(ms, UTC), {@code step}
 * int64 (ms), {@code season} int32, {@code horizon} int32 and one {@code list<float64>} per
 * property, null = missing. The schema's metadata carries kind and version.
 */
public final class RequestSchema {

  public static final String KIND = "request";
  public static final String SCHEMA_VERSION = "1";
  public static final String SERIES_ID = "series_id";
  public static final String START = "start";
  public static final String STEP = "step";
  public static final String SEASON = "season";
  public static final String HORIZON = "horizon";

  /** Steps that may be asked of one row; more would say nothing and take all memory. */
  public static final int LONGEST_HORIZON = 100_000;

  /** Property name of predictors that take one property of any name. */
  public static final String VALUE = "value";

  private static final List<Field> FIXED =
      List.of(
          Columns.required(SERIES_ID, Columns.UTF8),
          Columns.required(START, Columns.TIMESTAMP),
          Columns.required(STEP, new ArrowType.Int(64, true)),
          Columns.required(SEASON, new ArrowType.Int(32, true)),
          Columns.required(HORIZON, new ArrowType.Int(32, true)));
  private static final Set<String> FIXED_NAMES = Set.of(SERIES_ID, START, STEP, SEASON, HORIZON);

  private RequestSchema() {}

  /** Schema of a request with these properties, in this order. */
  public static Schema of(String... properties) {
    return of(List.of(properties));
  }

  /** Schema of a request with these properties, in this order. */
  public static Schema of(List<String> properties) {
    List<Field> fields = new ArrayList<>(FIXED);
    for (String property : properties) {
      if (FIXED_NAMES.contains(property)) {
        throw new InvalidBatchException(
            "property " + property + " has the name of a fixed column, rename it");
      }
      fields.add(Columns.doubles(property));
    }
    return new Schema(fields, Columns.metadata(KIND, SCHEMA_VERSION));
  }

  /** Names of the property columns, in order. */
  public static List<String> properties(Schema schema) {
    List<String> names = new ArrayList<>();
    for (Field field : schema.getFields()) {
      if (!FIXED_NAMES.contains(field.getName()) && Columns.isDoubles(field)) {
        names.add(field.getName());
      }
    }
    return names;
  }

  /**
   * Checks kind, version and columns.
   *
   * @param needed the predictor's request schema; if its only property is {@link #VALUE}, the first
   *     property column of any name serves
   * @throws InvalidBatchException naming the column and the fix
   */
  public static void check(Schema found, Schema needed) {
    Columns.checkVersion(found, KIND, SCHEMA_VERSION);
    FIXED.forEach(field -> Columns.checkType(found, field));
    List<String> properties = properties(needed);
    if (properties.equals(List.of(VALUE))) {
      if (properties(found).isEmpty()) {
        throw new InvalidBatchException(
            "no property column, add one list<float64> column such as " + VALUE);
      }
      return;
    }
    properties.forEach(name -> Columns.checkType(found, Columns.doubles(name)));
  }
}

package org.twinsuite.predictors;

import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/** Arrow types both schemas are made of. */
final class Columns {

  static final String SCHEMA_KEY = "twinsuite.schema";
  static final String VERSION_KEY = "twinsuite.schema.version";
  static final ArrowType UTF8 = ArrowType.Utf8.INSTANCE;
  static final ArrowType FLOAT64 = new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);
  static final ArrowType TIMESTAMP = new ArrowType.Timestamp(TimeUnit.MILLISECOND, "UTC");

  private Columns() {}

  static Field required(String name, ArrowType type) {
    return new Field(name, FieldType.notNullable(type), null);
  }

  static Field doubles(String name) {
    Field item = new Field("item", FieldType.nullable(FLOAT64), null);
    return new Field(name, FieldType.nullable(ArrowType.List.INSTANCE), List.of(item));
  }

  static boolean isDoubles(Field field) {
    return field.getType() instanceof ArrowType.List
        && field.getChildren().size() == 1
        && field.getChildren().get(0).getType().equals(FLOAT64);
  }

  static Map<String, String> metadata(String kind, String version) {
    return Map.of(SCHEMA_KEY, kind, VERSION_KEY, version);
  }

  /** Absent metadata is let through: other languages build roots without it. */
  static void checkVersion(Schema schema, String kind, String version) {
    Map<String, String> metadata = schema.getCustomMetadata();
    String foundKind = metadata == null ? null : metadata.get(SCHEMA_KEY);
    String foundVersion = metadata == null ? null : metadata.get(VERSION_KEY);
    if (foundKind != null && !foundKind.equals(kind)) {
      throw new InvalidBatchException(
          "schema metadata " + SCHEMA_KEY + " is '" + foundKind + "', send '" + kind + "'");
    }
    if (foundVersion != null && !foundVersion.equals(version)) {
      throw new InvalidBatchException(
          "schema version " + foundVersion + " is not supported, send version " + version);
    }
  }

  static Field find(Schema schema, String name) {
    for (Field field : schema.getFields()) {
      if (field.getName().equals(name)) {
        return field;
      }
    }
    return null;
  }

  static void checkType(Schema schema, Field wanted) {
    Field found = find(schema, wanted.getName());
    if (found == null) {
      throw new InvalidBatchException(
          "column " + wanted.getName() + " is missing, add it as " + wanted.getType());
    }
    boolean list = wanted.getType() instanceof ArrowType.List;
    boolean fits = found.getType().equals(wanted.getType());
    if (list && Columns.isDoubles(wanted)) {
      fits = Columns.isDoubles(found);
    }
    if (!fits) {
      throw new InvalidBatchException(
          "column "
              + wanted.getName()
              + " has type "
              + found.getType()
              + ", send "
              + (list ? "list<float64>" : wanted.getType()));
    }
  }
}

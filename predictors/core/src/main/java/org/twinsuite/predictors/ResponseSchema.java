package org.twinsuite.predictors;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Columns of a response: {@code series_id} utf8, {@code mean}, {@code lower}, {@code upper} {@code
 * list<float64>}, {@code model} utf8, {@code status} utf8; for remaining life also {@code drivers}
 * {@code list<struct<name utf8, weight float64>>}. What the values mean stands in the metadata, see
 * {@link Answer}.
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

  private static final String ANSWER_KEY = "twinsuite.answer";
  private static final Schema FORECAST = build(Answer.FORECAST);
  private static final Schema LIFE = build(Answer.LIFE);
  private static final Schema SCORES = build(Answer.SCORES);

  /** What the values of an answer are. */
  public enum Answer {
    /** One value per step of the horizon, in the unit of the series. */
    FORECAST,
    /** One value: the remaining life in steps of the series. */
    LIFE,
    /** One score per value of the series, 1 and above = alarm; no bounds. */
    SCORES
  }

  private ResponseSchema() {}

  /** Schema of a forecast. */
  public static Schema forecast() {
    return FORECAST;
  }

  /** Schema of a remaining life: a forecast with drivers. */
  public static Schema remainingLife() {
    return LIFE;
  }

  /** Schema of scores of the row's own values. */
  public static Schema scores() {
    return SCORES;
  }

  /** What answers of a schema are; one that does not say so is a life if it has drivers. */
  public static Answer answer(Schema schema) {
    String told = schema.getCustomMetadata().get(ANSWER_KEY);
    for (Answer answer : Answer.values()) {
      if (word(answer).equals(told)) {
        return answer;
      }
    }
    return hasDrivers(schema) ? Answer.LIFE : Answer.FORECAST;
  }

  private static String word(Answer answer) {
    return answer.name().toLowerCase(Locale.ROOT);
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

  private static Schema build(Answer answer) {
    List<Field> fields = new ArrayList<>();
    fields.add(Columns.required(SERIES_ID, Columns.UTF8));
    fields.add(Columns.doubles(MEAN));
    fields.add(Columns.doubles(LOWER));
    fields.add(Columns.doubles(UPPER));
    fields.add(Columns.required(MODEL, Columns.UTF8));
    fields.add(Columns.required(STATUS, Columns.UTF8));
    if (answer == Answer.LIFE) {
      Field name = Columns.required(DRIVER_NAME, Columns.UTF8);
      Field weight = Columns.required(DRIVER_WEIGHT, Columns.FLOAT64);
      Field item =
          new Field("item", FieldType.nullable(ArrowType.Struct.INSTANCE), List.of(name, weight));
      fields.add(new Field(DRIVERS, FieldType.nullable(ArrowType.List.INSTANCE), List.of(item)));
    }
    Map<String, String> metadata = new HashMap<>(Columns.metadata(KIND, SCHEMA_VERSION));
    metadata.put(ANSWER_KEY, word(answer));
    return new Schema(fields, metadata);
  }
}

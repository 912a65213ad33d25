package org.twinsuite.ditto.extensions.opcuapubsub;

import static org.twinsuite.ditto.extensions.opcuapubsub.JsonMembers.isArray;
import static org.twinsuite.ditto.extensions.opcuapubsub.JsonMembers.isObject;
import static org.twinsuite.ditto.extensions.opcuapubsub.JsonMembers.member;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.ditto.json.JsonArray;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonValue;
import org.twinsuite.ditto.extensions.sample.Samples;

/**
 * The value within a Variant, by its type (Part 6, 5.4.2).
 *
 * @param value {@code null} if there is none
 * @param finite {@code false} if it is not a finite number
 */
record VariantValue(JsonValue value, boolean finite) {

  private static final VariantValue NULL = new VariantValue(null, true);
  private static final VariantValue NOT_FINITE = new VariantValue(null, false);
  private static final int MAX_DEPTH = 4;

  /**
   * Reads a Variant with its type, or the raw value of a field whose type the metadata may tell.
   *
   * @throws IllegalArgumentException if it is not a value that a point can have; says why
   */
  static VariantValue of(JsonValue json, int declared) {
    if (!isObject(json)) {
      return value(json, declared);
    }
    JsonObject object = json.asObject();
    Optional<Integer> type =
        JsonMembers.integer(object, "Type").or(() -> JsonMembers.integer(object, "UaType"));
    Optional<JsonValue> body = member(object, "Body").or(() -> member(object, "Value"));
    if (type.isEmpty() && body.isEmpty()) {
      return value(json, declared);
    }
    VariantValue value = body.map(inner -> value(inner, type.orElse(declared))).orElse(NULL);
    Optional<JsonValue> dimensions = member(object, "Dimensions").filter(JsonMembers::isArray);
    return dimensions.isPresent() && value.value != null && isArray(value.value)
        ? new VariantValue(matrix(value.value.asArray(), dimensions.get().asArray()), value.finite)
        : value;
  }

  private static VariantValue value(JsonValue json, int type) {
    if (json.isNull()) {
      return NULL;
    }
    if (isArray(json)) {
      return new VariantValue(array(json.asArray(), type, 1), true);
    }
    if (isObject(json)) {
      return new VariantValue(structure(json.asObject(), type), true);
    }
    if (json.isString()) {
      return text(json, type);
    }
    if (type == BuiltInType.STATUS_CODE && json.isNumber()) {
      return new VariantValue(JsonValue.of(StatusCodes.of(json).code()), true);
    }
    return new VariantValue(json, true);
  }

  private static VariantValue text(JsonValue json, int type) {
    String text = json.asString();
    if (BuiltInType.isInteger64(type)) {
      return new VariantValue(integer(text), true);
    }
    boolean special = text.equals("NaN") || text.equals("Infinity") || text.equals("-Infinity");
    if (special && (BuiltInType.isReal(type) || type == BuiltInType.NONE)) {
      return NOT_FINITE;
    }
    if (BuiltInType.isReal(type)) {
      throw new IllegalArgumentException("a text is not a value of a Float or Double");
    }
    return type == BuiltInType.DATE_TIME && Times.isNone(text)
        ? NULL
        : new VariantValue(json, true);
  }

  private static JsonValue integer(String text) {
    try {
      return JsonValue.of(Long.parseLong(text));
    } catch (NumberFormatException e) {
      // JSON of Ditto has no larger integers
      if (text.length() > 20 || !text.matches("\\d+")) {
        throw new IllegalArgumentException("a text is not a valid integer of 64 bits", e);
      }
      return JsonValue.of(Double.parseDouble(text));
    }
  }

  /** Texts with their language, names and status codes have one value; others have several. */
  private static JsonValue structure(JsonObject object, int type) {
    if (type == BuiltInType.STATUS_CODE) {
      return JsonValue.of(StatusCodes.of(object).code());
    }
    Optional<String> text = JsonMembers.text(object, "Text");
    boolean localized =
        type == BuiltInType.LOCALIZED_TEXT
            || type == BuiltInType.NONE
                && text.isPresent()
                && object.getKeys().stream()
                    .allMatch(key -> "Text".contentEquals(key) || "Locale".contentEquals(key));
    if (localized) {
      return text.map(JsonValue::of).orElse(null);
    }
    if (type == BuiltInType.QUALIFIED_NAME) {
      return JsonMembers.text(object, "Name").map(JsonValue::of).orElse(null);
    }
    throw new IllegalArgumentException("a structure is not one value of a point");
  }

  private static JsonArray array(JsonArray json, int type, int depth) {
    if (depth > MAX_DEPTH) {
      throw new IllegalArgumentException("an array has more than " + MAX_DEPTH + " dimensions");
    }
    Samples.checkElements(json.getSize());
    List<JsonValue> elements = new ArrayList<>(json.getSize());
    for (JsonValue element : json) {
      JsonValue value =
          isArray(element)
              ? array(element.asArray(), type, depth + 1)
              : isObject(element) ? of(element, type).value : value(element, type).value;
      elements.add(value == null ? JsonFactory.nullLiteral() : value);
    }
    return JsonFactory.newArrayBuilder(elements).build();
  }

  /** The flat elements of a matrix as arrays of arrays (Part 6, 5.4.2.17). */
  private static JsonArray matrix(JsonArray flat, JsonArray dimensions) {
    int rank = dimensions.getSize();
    if (rank > MAX_DEPTH) {
      throw new IllegalArgumentException("a matrix has more than " + MAX_DEPTH + " dimensions");
    }
    long count = 1;
    int[] sizes = new int[rank];
    for (int i = 0; i < rank; i++) {
      JsonValue size = dimensions.get(i).orElseThrow();
      sizes[i] = size.isInt() ? size.asInt() : -1;
      count = sizes[i] <= 0 ? -1 : count * sizes[i];
      if (count <= 0 || count > flat.getSize()) {
        break;
      }
    }
    if (count != flat.getSize()) {
      throw new IllegalArgumentException(
          "a matrix of the dimensions " + dimensions + " has " + flat.getSize() + " elements");
    }
    List<JsonValue> level = new ArrayList<>();
    flat.forEach(level::add);
    for (int i = rank - 1; i > 0; i--) {
      List<JsonValue> rows = new ArrayList<>();
      for (int start = 0; start < level.size(); start += sizes[i]) {
        rows.add(JsonFactory.newArrayBuilder(level.subList(start, start + sizes[i])).build());
      }
      level = rows;
    }
    return JsonFactory.newArrayBuilder(level).build();
  }
}

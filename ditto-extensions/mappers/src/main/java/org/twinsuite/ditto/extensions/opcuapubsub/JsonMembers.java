package org.twinsuite.ditto.extensions.opcuapubsub;

import java.util.Optional;
import org.eclipse.ditto.json.JsonKey;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonValue;

/** Members of JSON objects; Ditto's null says that it is an object and an array, too. */
final class JsonMembers {

  private JsonMembers() {}

  /** A member, {@code null} included. */
  static Optional<JsonValue> member(JsonObject object, String name) {
    return object.getValue(JsonKey.of(name));
  }

  /** A member that is not {@code null}. */
  static Optional<JsonValue> present(JsonObject object, String name) {
    return member(object, name).filter(value -> !value.isNull());
  }

  /** A member that is an object. */
  static Optional<JsonObject> object(JsonObject object, String name) {
    return present(object, name).filter(JsonValue::isObject).map(JsonValue::asObject);
  }

  /** A member that is an integer of 32 bits. */
  static Optional<Integer> integer(JsonObject object, String name) {
    return present(object, name).filter(JsonValue::isInt).map(JsonValue::asInt);
  }

  /** A member that is a text. */
  static Optional<String> text(JsonObject object, String name) {
    return present(object, name).filter(JsonValue::isString).map(JsonValue::asString);
  }

  static boolean isObject(JsonValue value) {
    return value.isObject() && !value.isNull();
  }

  static boolean isArray(JsonValue value) {
    return value.isArray() && !value.isNull();
  }
}

package org.twinsuite.ditto.extensions.opcuapubsub;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.ditto.json.JsonKey;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonValue;

/**
 * What a metadata message tells of a data set (Part 14, 7.2.5.5).
 *
 * @param units field name to the display name of its engineering unit
 */
record MetaData(Map<String, String> units) {

  static final MetaData NONE = new MetaData(Map.of());

  static MetaData of(JsonObject metaData) {
    Map<String, String> units = new HashMap<>();
    member(metaData, "Fields")
        .filter(JsonValue::isArray)
        .ifPresent(
            fields ->
                fields.asArray().stream()
                    .filter(JsonValue::isObject)
                    .map(JsonValue::asObject)
                    .forEach(
                        field ->
                            unit(field)
                                .ifPresent(
                                    unit ->
                                        member(field, "Name")
                                            .ifPresent(name -> units.put(name.asString(), unit)))));
    return new MetaData(Map.copyOf(units));
  }

  /** The property EngineeringUnits: an EUInformation, somewhere within variant and structure. */
  private static Optional<String> unit(JsonObject field) {
    Optional<JsonValue> properties = member(field, "Properties").filter(JsonValue::isArray);
    return properties.stream()
        .flatMap(list -> list.asArray().stream())
        .filter(JsonValue::isObject)
        .map(JsonValue::asObject)
        .filter(
            property ->
                member(property, "Key").map(MetaData::name).orElse("").equals("EngineeringUnits"))
        .findFirst()
        .flatMap(property -> member(property, "Value"))
        .flatMap(MetaData::displayName);
  }

  private static String name(JsonValue qualifiedName) {
    if (qualifiedName.isString()) {
      String name = qualifiedName.asString();
      return name.substring(name.indexOf(':') + 1);
    }
    return qualifiedName.isObject()
        ? member(qualifiedName.asObject(), "Name").map(JsonValue::asString).orElse("")
        : "";
  }

  private static Optional<String> displayName(JsonValue value) {
    if (!value.isObject()) {
      return Optional.empty();
    }
    JsonObject object = value.asObject();
    Optional<JsonValue> name = member(object, "DisplayName");
    if (name.isPresent()) {
      return name.get().isObject()
          ? member(name.get().asObject(), "Text").map(JsonValue::asString)
          : name.filter(JsonValue::isString).map(JsonValue::asString);
    }
    return member(object, "Body").or(() -> member(object, "Value")).flatMap(MetaData::displayName);
  }

  static Optional<JsonValue> member(JsonObject object, String name) {
    return object.getValue(JsonKey.of(name));
  }
}

package org.twinsuite.ditto.extensions.opcuapubsub;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonValue;
import org.twinsuite.ditto.extensions.sample.SourceUnit;
import org.twinsuite.twin.unit.UnitNames;

/**
 * What a metadata message tells of a data set (Part 14, 7.2.5.5).
 *
 * @param units field name to its engineering unit
 * @param types field name to its built-in type
 * @param bytes roughly what it takes in memory
 */
record MetaData(Map<String, SourceUnit> units, Map<String, Integer> types, long bytes) {

  static final MetaData NONE = new MetaData(Map.of(), Map.of(), 0);

  private static final String UNECE = "http://www.opcfoundation.org/UA/units/un/cefact";
  private static final int MAX_FIELDS = 10_000;
  private static final int MAX_NAME = 512;
  private static final int MAX_DEPTH = 6;
  private static final int FIELD = 200;

  static MetaData of(JsonObject metaData) {
    Map<String, SourceUnit> units = new HashMap<>();
    Map<String, Integer> types = new HashMap<>();
    long bytes = 0;
    Optional<JsonValue> fields =
        JsonMembers.member(metaData, "Fields").filter(JsonMembers::isArray);
    if (fields.isEmpty()) {
      return NONE;
    }
    for (JsonValue one : fields.get().asArray()) {
      if (!JsonMembers.isObject(one) || types.size() >= MAX_FIELDS) {
        continue;
      }
      JsonObject field = one.asObject();
      Optional<String> name =
          JsonMembers.text(field, "Name").filter(text -> text.length() <= MAX_NAME);
      if (name.isPresent()) {
        types.put(name.get(), JsonMembers.integer(field, "BuiltInType").orElse(BuiltInType.NONE));
        unit(field).ifPresent(unit -> units.put(name.get(), unit));
        bytes += FIELD + 2L * name.get().length();
      }
    }
    return new MetaData(Map.copyOf(units), Map.copyOf(types), bytes);
  }

  int type(String field) {
    return types.getOrDefault(field, BuiltInType.NONE);
  }

  /** The property EngineeringUnits: an EUInformation, somewhere within variant and structure. */
  private static Optional<SourceUnit> unit(JsonObject field) {
    return JsonMembers.member(field, "Properties").filter(JsonMembers::isArray).stream()
        .flatMap(list -> list.asArray().stream())
        .filter(JsonMembers::isObject)
        .map(JsonValue::asObject)
        .filter(
            property ->
                JsonMembers.member(property, "Key")
                    .map(MetaData::name)
                    .orElse("")
                    .equals("EngineeringUnits"))
        .findFirst()
        .flatMap(property -> JsonMembers.object(property, "Value"))
        .flatMap(MetaData::information);
  }

  private static String name(JsonValue qualifiedName) {
    if (qualifiedName.isString()) {
      String name = qualifiedName.asString();
      return name.substring(name.indexOf(':') + 1);
    }
    return JsonMembers.isObject(qualifiedName)
        ? JsonMembers.text(qualifiedName.asObject(), "Name").orElse("")
        : "";
  }

  /** The id of the unit where it is UNECE's, otherwise its display name. */
  private static Optional<SourceUnit> information(JsonObject value) {
    Optional<JsonObject> object = Optional.of(value);
    for (int depth = 0; object.isPresent() && depth < MAX_DEPTH; depth++) {
      JsonObject information = object.get();
      if (JsonMembers.member(information, "DisplayName").isPresent()
          || JsonMembers.member(information, "UnitId").isPresent()) {
        Optional<SourceUnit> code =
            JsonMembers.text(information, "NamespaceUri").orElse(UNECE).equals(UNECE)
                ? JsonMembers.integer(information, "UnitId")
                    .flatMap(UnitNames::ofUnitId)
                    .map(SourceUnit::ofCode)
                : Optional.empty();
        return code.or(
            () ->
                displayName(information)
                    .filter(name -> name.length() <= MAX_NAME)
                    .map(name -> SourceUnit.named(name, UnitNames.OPC_UA)));
      }
      object =
          JsonMembers.object(information, "Body")
              .or(() -> JsonMembers.object(information, "Value"));
    }
    return Optional.empty();
  }

  private static Optional<String> displayName(JsonObject information) {
    return JsonMembers.object(information, "DisplayName")
        .flatMap(text -> JsonMembers.text(text, "Text"))
        .or(() -> JsonMembers.text(information, "DisplayName"));
  }
}

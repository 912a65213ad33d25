package org.twinsuite.sandbox.ditto;

import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.ditto.base.model.common.HttpStatus;
import org.eclipse.ditto.base.model.exceptions.DittoRuntimeException;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonField;
import org.eclipse.ditto.json.JsonKey;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonPointer;
import org.eclipse.ditto.json.JsonValue;

/**
 * Policies that import entries of others. An entry is {@code importable} implicitly (the default),
 * explicitly (only when the import names it) or never.
 */
final class PolicyImports {

  private static final String IMPORTS = "imports";
  private static final String ENTRIES = "entries";
  private static final String IMPORTABLE = "importable";

  private PolicyImports() {}

  /** Imported policy id to what is imported of it. */
  static JsonObject of(JsonObject policy) {
    return policy
        .getValue(IMPORTS)
        .filter(value -> value.isObject() && !value.isNull())
        .map(JsonValue::asObject)
        .orElseGet(JsonFactory::newObject);
  }

  /** The policy with the fields that Ditto adds when they are not given. */
  static JsonObject complete(JsonObject policy) {
    JsonObject complete = policy.contains(IMPORTS) ? policy : withImports(policy);
    for (JsonField entry : entries(policy)) {
      JsonPointer importable =
          JsonPointer.of(ENTRIES).addLeaf(entry.getKey()).addLeaf(JsonKey.of(IMPORTABLE));
      if (entry.getValue().isObject() && !complete.contains(importable)) {
        complete = complete.setValue(importable, JsonFactory.newValue("implicit"));
      }
    }
    return complete;
  }

  private static JsonObject withImports(JsonObject policy) {
    return policy.setValue(IMPORTS, JsonFactory.newObject());
  }

  /**
   * The policy with the entries it imports.
   *
   * @param policies a policy by its id, {@code null} when there is none: nothing is imported then.
   */
  static JsonObject resolve(JsonObject policy, Function<String, JsonObject> policies) {
    JsonObject all = policy;
    for (JsonField imported : of(policy)) {
      JsonObject source = policies.apply(imported.getKeyName());
      if (source != null) {
        Set<String> named = named(imported.getValue());
        for (JsonField entry : entries(source)) {
          if (taken(entry, named)) {
            JsonKey label =
                JsonKey.of("imported-" + imported.getKeyName() + "-" + entry.getKeyName());
            all = all.setValue(JsonPointer.of(ENTRIES).addLeaf(label), entry.getValue());
          }
        }
      }
    }
    return all;
  }

  private static boolean taken(JsonField entry, Set<String> named) {
    String importable =
        entry
            .getValue()
            .asObject()
            .getValue(IMPORTABLE)
            .map(JsonValue::asString)
            .orElse("implicit");
    return "implicit".equals(importable)
        || "explicit".equals(importable) && named.contains(entry.getKeyName());
  }

  private static Set<String> named(JsonValue imported) {
    return imported.isObject() && !imported.isNull()
        ? imported
            .asObject()
            .getValue(ENTRIES)
            .filter(JsonValue::isArray)
            .map(
                list ->
                    list.asArray().stream().map(JsonValue::asString).collect(Collectors.toSet()))
            .orElseGet(Set::of)
        : Set.of();
  }

  private static JsonObject entries(JsonObject policy) {
    return policy
        .getValue(ENTRIES)
        .filter(value -> value.isObject() && !value.isNull())
        .map(JsonValue::asObject)
        .orElseGet(JsonFactory::newObject);
  }

  /** What Ditto answers for an import that is not there (404). */
  static DittoRuntimeException notAccessible(String policyId, String imported) {
    return DittoError.of(
        "policies:import.notfound",
        HttpStatus.NOT_FOUND,
        "The Policy import '"
            + imported
            + "' of Policy '"
            + policyId
            + "' could not be found or requester had insufficient permissions to access it.",
        "Check if the ID of the Policy and the imported Policy was correct and you have sufficient"
            + " permissions.");
  }

  /** What Ditto answers for a policy that imports itself (400). */
  static DittoRuntimeException importsItself() {
    return DittoError.of(
        "policies:import.invalid",
        HttpStatus.BAD_REQUEST,
        "The Policy Import is invalid.",
        "The Policy Import references the policy where it is defined.");
  }
}

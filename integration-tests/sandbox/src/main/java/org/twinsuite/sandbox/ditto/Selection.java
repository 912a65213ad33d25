package org.twinsuite.sandbox.ditto;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonFieldSelector;
import org.eclipse.ditto.json.JsonKey;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonParseOptions;
import org.eclipse.ditto.json.JsonPointer;
import org.eclipse.ditto.json.JsonValue;
import org.eclipse.ditto.things.model.ThingFieldSelector;

/** The {@code fields} of a retrieve: what of a thing is shown. */
final class Selection {

  private static final JsonParseOptions PLAIN =
      JsonParseOptions.newBuilder().withoutUrlDecoding().build();

  private final JsonFieldSelector fields;
  private final ThingState state;
  private final TwinCommand command;
  private final PolicyStore policies;
  private final JsonObject metadata;

  private Selection(
      JsonFieldSelector fields,
      ThingState state,
      TwinCommand command,
      PolicyStore policies,
      JsonObject metadata) {
    this.metadata = metadata;
    this.fields = fields;
    this.state = state;
    this.command = command;
    this.policies = policies;
  }

  static Selection of(
      TwinCommand command, ThingState state, PolicyStore policies, JsonObject metadata) {
    return new Selection(parse(command.header("fields")), state, command, policies, metadata);
  }

  /** Parses a list of fields; {@code null} for none. */
  static JsonFieldSelector parse(String fields) {
    return fields == null || fields.isBlank() ? null : JsonFactory.newFieldSelector(fields, PLAIN);
  }

  /** Parses fields of a thing; fails for fields no thing has. {@code null} for none. */
  static JsonFieldSelector ofThing(String fields) {
    JsonFieldSelector parsed = parse(fields);
    if (parsed == null) {
      return null;
    }
    // the library's own check does not know _context yet
    String known =
        Arrays.stream(fields.split(","))
            .filter(field -> !field.startsWith("_context") && !field.startsWith("/_context"))
            .collect(Collectors.joining(","));
    if (!known.isEmpty()) {
      ThingFieldSelector.fromJsonFieldSelector(parse(known));
    }
    return parsed;
  }

  /** What is shown of a value: first what the reader may see, then what was asked for. */
  JsonValue apply(ThingPath path, JsonValue value, UnaryOperator<JsonObject> view) {
    if (!value.isObject() || value.isNull()) {
      return value;
    }
    if (fields == null) {
      return view.apply(value.asObject());
    }
    if (path.kind() != ThingPath.Kind.THING) {
      return select(view.apply(value.asObject()), fields);
    }
    JsonObject shown = view.apply(wantsMeta(fields) ? withMeta() : value.asObject());
    if (fields.getPointers().contains(JsonPointer.of("_policy"))) {
      PolicyStore.Entry policy = policies.find(state.policyId());
      if (policy != null
          && policy
              .check()
              .permits(command.caller(), "policy", JsonPointer.empty(), PolicyCheck.READ)) {
        shown = shown.setValue("_policy", policy.json());
      }
    }
    return select(shown, fields);
  }

  private JsonObject withMeta() {
    JsonObject full = state.full();
    return metadata.isEmpty() ? full : full.setValue("_metadata", metadata);
  }

  static boolean wantsMeta(JsonFieldSelector fields) {
    return fields.getPointers().stream()
        .anyMatch(p -> p.getRoot().filter(root -> root.toString().startsWith("_")).isPresent());
  }

  /** The selected part of an object; {@code features/*} stands for each feature. */
  static JsonObject select(JsonObject object, JsonFieldSelector fields) {
    boolean wildcards = fields.getPointers().stream().anyMatch(p -> p.toString().contains("/*"));
    return object.get(wildcards ? expand(object, fields) : fields);
  }

  private static JsonFieldSelector expand(JsonObject object, JsonFieldSelector fields) {
    Set<JsonPointer> all = new LinkedHashSet<>();
    for (JsonPointer pointer : fields.getPointers()) {
      if (pointer.toString().startsWith("/features/*")) {
        JsonPointer below = pointer.getSubPointer(2).orElseGet(JsonPointer::empty);
        object
            .getValue("features")
            .filter(JsonValue::isObject)
            .ifPresent(
                features ->
                    features
                        .asObject()
                        .getKeys()
                        .forEach(
                            id ->
                                all.add(
                                    JsonPointer.empty()
                                        .addLeaf(JsonKey.of("features"))
                                        .addLeaf(id)
                                        .append(below))));
      } else {
        all.add(pointer);
      }
    }
    if (all.isEmpty()) {
      return fields;
    }
    JsonPointer first = all.iterator().next();
    return JsonFactory.newFieldSelector(first, all.stream().skip(1).toArray(JsonPointer[]::new));
  }
}

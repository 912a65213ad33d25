package org.twinsuite.sandbox.ditto;

import org.eclipse.ditto.base.model.exceptions.DittoJsonException;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonField;
import org.eclipse.ditto.json.JsonMissingFieldException;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonObjectBuilder;
import org.eclipse.ditto.json.JsonParseException;
import org.eclipse.ditto.json.JsonPointer;
import org.eclipse.ditto.json.JsonRuntimeException;
import org.eclipse.ditto.json.JsonValue;
import org.eclipse.ditto.policies.model.PolicyId;
import org.eclipse.ditto.things.model.ThingId;
import org.eclipse.ditto.things.model.ThingsModelFactory;
import org.eclipse.ditto.things.model.signals.commands.exceptions.PolicyIdNotDeletableException;
import org.eclipse.ditto.things.model.signals.commands.exceptions.ThingIdNotDeletableException;
import org.eclipse.ditto.things.model.signals.commands.exceptions.ThingIdNotExplicitlySettableException;
import org.eclipse.ditto.things.model.signals.commands.exceptions.ThingMergeInvalidException;

/** Checks what is written against Ditto's model. */
final class ThingPayload {

  private ThingPayload() {}

  /** The value to be written at a path; fails as Ditto does when it does not fit there. */
  static JsonValue valid(ThingPath path, JsonValue value, ThingState state, boolean merge) {
    if (value == null) {
      throw new DittoJsonException(
          JsonMissingFieldException.newBuilder().fieldName("value").build());
    }
    if (path.kind() == ThingPath.Kind.THING) {
      return merge ? patch(value, state) : thing(state.id(), object(value), state);
    }
    if (merge && value.isNull()) {
      if (path.kind() == ThingPath.Kind.POLICY_ID) {
        throw PolicyIdNotDeletableException.newBuilder().build();
      }
      return value;
    }
    try {
      check(path, value);
    } catch (JsonRuntimeException | UnsupportedOperationException e) {
      throw invalid(e);
    }
    return value;
  }

  /** A whole thing: checked, with id and policy id, without fields that are not its own. */
  static JsonObject thing(ThingId id, JsonObject given, ThingState state) {
    given
        .getValue("thingId")
        .filter(v -> !v.isString() || !v.asString().equals(id.toString()))
        .ifPresent(
            v -> {
              throw ThingIdNotExplicitlySettableException.forPutOrPatchMethod().build();
            });
    JsonObjectBuilder thing = JsonFactory.newObjectBuilder().set("thingId", id.toString());
    if (state != null && !given.contains("policyId")) {
      thing.set("policyId", state.policyId());
    }
    for (String name : new String[] {"policyId", "definition", "attributes", "features"}) {
      given.getValue(name).ifPresent(value -> thing.set(JsonFactory.newKey(name), value));
    }
    JsonObject result = thing.build();
    try {
      ThingsModelFactory.newThing(result).getFeatures();
    } catch (JsonRuntimeException | UnsupportedOperationException e) {
      throw invalid(e);
    }
    return result;
  }

  /** The value as an object or {@code json.invalid}. */
  static JsonObject object(JsonValue value) {
    if (value == null || !value.isObject() || value.isNull()) {
      throw invalid(
          JsonParseException.newBuilder()
              .message("<" + value + "> is not a valid JSON object!")
              .build());
    }
    return value.asObject();
  }

  private static JsonValue patch(JsonValue value, ThingState state) {
    if (value.isNull()) {
      throw ThingMergeInvalidException.newBuilder()
          .description("The provided json value can not be applied at this resource")
          .build();
    }
    JsonObject patch = object(value);
    patch
        .getValue("thingId")
        .filter(JsonValue::isNull)
        .ifPresent(
            v -> {
              throw ThingIdNotDeletableException.newBuilder().build();
            });
    patch
        .getValue("policyId")
        .filter(JsonValue::isNull)
        .ifPresent(
            v -> {
              throw PolicyIdNotDeletableException.newBuilder().build();
            });
    JsonObjectBuilder own = JsonFactory.newObjectBuilder();
    for (JsonField field : patch) {
      if (!field.getKeyName().startsWith("_")) {
        own.set(field);
      }
    }
    JsonObject stripped = own.build();
    thing(state.id(), Changes.patch(state.json(), stripped).asObject(), state);
    return stripped;
  }

  private static void check(ThingPath path, JsonValue value) {
    switch (path.kind()) {
      case POLICY_ID -> PolicyId.of(value.asString());
      case DEFINITION -> {
        if (!value.isNull()) {
          ThingsModelFactory.newDefinition(value.asString());
        }
      }
      case ATTRIBUTES -> ThingsModelFactory.newAttributes(objectOrNull(value));
      case FEATURES -> ThingsModelFactory.newFeatures(objectOrNull(value));
      case FEATURE ->
          ThingsModelFactory.newFeatureBuilder(objectOrNull(value)).useId(path.featureId()).build();
      case FEATURE_DEFINITION -> ThingsModelFactory.newFeatureDefinition(value.asArray());
      case PROPERTIES, DESIRED_PROPERTIES ->
          ThingsModelFactory.newFeatureProperties(objectOrNull(value));
      case ATTRIBUTE, PROPERTY, DESIRED_PROPERTY -> keys(path.rest(), value);
      default -> throw new IllegalStateException("unexpected " + path.kind());
    }
  }

  private static void keys(JsonPointer rest, JsonValue value) {
    if (value.isObject()) {
      ThingsModelFactory.newAttributes(objectOrNull(value));
    }
  }

  private static JsonObject objectOrNull(JsonValue value) {
    return value.isNull() ? JsonFactory.nullObject() : value.asObject();
  }

  private static DittoJsonException invalid(RuntimeException cause) {
    return new DittoJsonException(cause);
  }
}

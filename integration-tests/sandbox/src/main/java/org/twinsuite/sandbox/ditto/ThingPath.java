package org.twinsuite.sandbox.ditto;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.ditto.base.model.exceptions.DittoRuntimeException;
import org.eclipse.ditto.base.model.signals.commands.exceptions.PathUnknownException;
import org.eclipse.ditto.json.JsonKey;
import org.eclipse.ditto.json.JsonPointer;
import org.eclipse.ditto.things.model.ThingId;
import org.eclipse.ditto.things.model.signals.commands.exceptions.AttributeNotAccessibleException;
import org.eclipse.ditto.things.model.signals.commands.exceptions.AttributeNotModifiableException;
import org.eclipse.ditto.things.model.signals.commands.exceptions.AttributesNotAccessibleException;
import org.eclipse.ditto.things.model.signals.commands.exceptions.AttributesNotModifiableException;
import org.eclipse.ditto.things.model.signals.commands.exceptions.FeatureDefinitionNotAccessibleException;
import org.eclipse.ditto.things.model.signals.commands.exceptions.FeatureDefinitionNotModifiableException;
import org.eclipse.ditto.things.model.signals.commands.exceptions.FeatureDesiredPropertiesNotAccessibleException;
import org.eclipse.ditto.things.model.signals.commands.exceptions.FeatureDesiredPropertiesNotModifiableException;
import org.eclipse.ditto.things.model.signals.commands.exceptions.FeatureDesiredPropertyNotAccessibleException;
import org.eclipse.ditto.things.model.signals.commands.exceptions.FeatureDesiredPropertyNotModifiableException;
import org.eclipse.ditto.things.model.signals.commands.exceptions.FeatureNotAccessibleException;
import org.eclipse.ditto.things.model.signals.commands.exceptions.FeatureNotModifiableException;
import org.eclipse.ditto.things.model.signals.commands.exceptions.FeaturePropertiesNotAccessibleException;
import org.eclipse.ditto.things.model.signals.commands.exceptions.FeaturePropertiesNotModifiableException;
import org.eclipse.ditto.things.model.signals.commands.exceptions.FeaturePropertyNotAccessibleException;
import org.eclipse.ditto.things.model.signals.commands.exceptions.FeaturePropertyNotModifiableException;
import org.eclipse.ditto.things.model.signals.commands.exceptions.FeaturesNotAccessibleException;
import org.eclipse.ditto.things.model.signals.commands.exceptions.FeaturesNotModifiableException;
import org.eclipse.ditto.things.model.signals.commands.exceptions.PolicyIdNotAccessibleException;
import org.eclipse.ditto.things.model.signals.commands.exceptions.PolicyIdNotModifiableException;
import org.eclipse.ditto.things.model.signals.commands.exceptions.ThingDefinitionNotAccessibleException;
import org.eclipse.ditto.things.model.signals.commands.exceptions.ThingDefinitionNotModifiableException;
import org.eclipse.ditto.things.model.signals.commands.exceptions.ThingNotAccessibleException;
import org.eclipse.ditto.things.model.signals.commands.exceptions.ThingNotModifiableException;

/**
 * A place below a thing and what Ditto calls it.
 *
 * @param kind the resource type that decides about checks and errors.
 * @param pointer the JSON pointer relative to the thing.
 * @param featureId the feature it is about, {@code null} outside of features.
 * @param rest the pointer below attributes or properties, empty elsewhere.
 */
record ThingPath(Kind kind, JsonPointer pointer, String featureId, JsonPointer rest) {

  static final ThingPath ROOT =
      new ThingPath(Kind.THING, JsonPointer.empty(), null, JsonPointer.empty());

  enum Kind {
    THING,
    POLICY_ID,
    DEFINITION,
    ATTRIBUTES,
    ATTRIBUTE,
    FEATURES,
    FEATURE,
    FEATURE_DEFINITION,
    PROPERTIES,
    PROPERTY,
    DESIRED_PROPERTIES,
    DESIRED_PROPERTY
  }

  /** Classifies a pointer; {@code path.unknown} when a thing has no such resource. */
  static ThingPath of(JsonPointer pointer) {
    List<JsonKey> keys = new ArrayList<>();
    pointer.forEach(keys::add);
    if (keys.isEmpty()) {
      return ROOT;
    }
    boolean single = keys.size() == 1;
    return switch (keys.get(0).toString()) {
      case "policyId" -> single ? leaf(Kind.POLICY_ID, pointer) : unknown(pointer);
      case "definition" -> single ? leaf(Kind.DEFINITION, pointer) : unknown(pointer);
      case "attributes" ->
          single
              ? leaf(Kind.ATTRIBUTES, pointer)
              : new ThingPath(Kind.ATTRIBUTE, pointer, null, below(pointer, 1));
      case "features" -> single ? leaf(Kind.FEATURES, pointer) : feature(pointer, keys);
      default -> unknown(pointer);
    };
  }

  private static ThingPath feature(JsonPointer pointer, List<JsonKey> keys) {
    String id = keys.get(1).toString();
    if (keys.size() == 2) {
      return new ThingPath(Kind.FEATURE, pointer, id, JsonPointer.empty());
    }
    boolean whole = keys.size() == 3;
    Kind kind =
        switch (keys.get(2).toString()) {
          case "definition" -> whole ? Kind.FEATURE_DEFINITION : null;
          case "properties" -> whole ? Kind.PROPERTIES : Kind.PROPERTY;
          case "desiredProperties" -> whole ? Kind.DESIRED_PROPERTIES : Kind.DESIRED_PROPERTY;
          default -> null;
        };
    return kind == null ? unknown(pointer) : new ThingPath(kind, pointer, id, below(pointer, 3));
  }

  private static ThingPath leaf(Kind kind, JsonPointer pointer) {
    return new ThingPath(kind, pointer, null, JsonPointer.empty());
  }

  private static JsonPointer below(JsonPointer pointer, int level) {
    return pointer.getSubPointer(level).orElseGet(JsonPointer::empty);
  }

  private static ThingPath unknown(JsonPointer pointer) {
    throw PathUnknownException.newBuilder(pointer).build();
  }

  /** The feature this path lies in, or {@code null}. */
  JsonPointer feature() {
    return featureId == null ? null : pointer.getPrefixPointer(2).orElseThrow();
  }

  /** What Ditto answers when the resource is missing or hidden (404). */
  DittoRuntimeException notAccessible(ThingId id) {
    return switch (kind) {
      case THING -> ThingNotAccessibleException.newBuilder(id).build();
      case POLICY_ID -> PolicyIdNotAccessibleException.newBuilder(id).build();
      case DEFINITION -> ThingDefinitionNotAccessibleException.newBuilder(id).build();
      case ATTRIBUTES -> AttributesNotAccessibleException.newBuilder(id).build();
      case ATTRIBUTE -> AttributeNotAccessibleException.newBuilder(id, rest).build();
      case FEATURES -> FeaturesNotAccessibleException.newBuilder(id).build();
      case FEATURE -> FeatureNotAccessibleException.newBuilder(id, featureId).build();
      case FEATURE_DEFINITION ->
          FeatureDefinitionNotAccessibleException.newBuilder(id, featureId).build();
      case PROPERTIES -> FeaturePropertiesNotAccessibleException.newBuilder(id, featureId).build();
      case PROPERTY ->
          FeaturePropertyNotAccessibleException.newBuilder(id, featureId, rest).build();
      case DESIRED_PROPERTIES ->
          FeatureDesiredPropertiesNotAccessibleException.newBuilder(id, featureId).build();
      case DESIRED_PROPERTY ->
          FeatureDesiredPropertyNotAccessibleException.newBuilder(id, featureId, rest).build();
    };
  }

  /** What Ditto answers when WRITE is missing (403). */
  DittoRuntimeException notModifiable(ThingId id) {
    return switch (kind) {
      case THING -> ThingNotModifiableException.newBuilder(id).build();
      case POLICY_ID -> PolicyIdNotModifiableException.newBuilder(id).build();
      case DEFINITION -> ThingDefinitionNotModifiableException.newBuilder(id).build();
      case ATTRIBUTES -> AttributesNotModifiableException.newBuilder(id).build();
      case ATTRIBUTE -> AttributeNotModifiableException.newBuilder(id, rest).build();
      case FEATURES -> FeaturesNotModifiableException.newBuilder(id).build();
      case FEATURE -> FeatureNotModifiableException.newBuilder(id, featureId).build();
      case FEATURE_DEFINITION ->
          FeatureDefinitionNotModifiableException.newBuilder(id, featureId).build();
      case PROPERTIES -> FeaturePropertiesNotModifiableException.newBuilder(id, featureId).build();
      case PROPERTY ->
          FeaturePropertyNotModifiableException.newBuilder(id, featureId, rest).build();
      case DESIRED_PROPERTIES ->
          FeatureDesiredPropertiesNotModifiableException.newBuilder(id, featureId).build();
      case DESIRED_PROPERTY ->
          FeatureDesiredPropertyNotModifiableException.newBuilder(id, featureId, rest).build();
    };
  }
}

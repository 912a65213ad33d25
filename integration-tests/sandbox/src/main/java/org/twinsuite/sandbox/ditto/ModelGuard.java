package org.twinsuite.sandbox.ditto;

import java.util.LinkedHashSet;
import java.util.Set;
import org.eclipse.ditto.json.JsonField;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonValue;
import org.twinsuite.sandbox.ditto.wot.ModelCheck;
import org.twinsuite.sandbox.ditto.wot.Skeleton;
import org.twinsuite.sandbox.ditto.wot.ThingModels;

/** Which part of a thing a command puts at risk of not fitting its Thing Model any more. */
final class ModelGuard {

  private final ModelCheck check;
  private final Skeleton skeleton;

  ModelGuard(ThingModels models) {
    this.check = new ModelCheck(models);
    this.skeleton = new Skeleton(models);
  }

  /** A new thing with what its model gives it. */
  JsonObject created(JsonObject thing) {
    JsonObject complete = skeleton.complete(thing);
    check.thing(complete);
    return complete;
  }

  /** What is written in the end: a new feature gets what its model gives it. */
  JsonValue completed(ThingPath path, JsonValue value, boolean created) {
    boolean feature = created && path.kind() == ThingPath.Kind.FEATURE && value.isObject();
    return feature && !value.isNull() ? skeleton.completeFeature(value.asObject()) : value;
  }

  /** A put at a path. A whole thing has to fit the model that was there before it. */
  void modified(ThingPath path, JsonObject before, JsonObject after) {
    switch (path.kind()) {
      case THING -> check.thing(withDefinition(after, before));
      case DEFINITION -> check.thing(after);
      case ATTRIBUTES -> check.attributes(after);
      case ATTRIBUTE -> check.attribute(after, path.rest());
      case FEATURES -> check.features(after);
      case FEATURE -> {
        check.definitionLost(before, after, path.featureId());
        check.feature(after, path.featureId());
      }
      case FEATURE_DEFINITION -> check.feature(after, path.featureId());
      case PROPERTIES -> check.properties(after, path.featureId(), false);
      case DESIRED_PROPERTIES -> check.properties(after, path.featureId(), true);
      case PROPERTY -> check.property(after, path.featureId(), false, path.rest());
      case DESIRED_PROPERTY -> check.property(after, path.featureId(), true, path.rest());
      case POLICY_ID -> {}
    }
  }

  private static JsonObject withDefinition(JsonObject thing, JsonObject before) {
    return before
        .getValue("definition")
        .map(model -> thing.setValue("definition", model))
        .orElseGet(() -> thing.remove("definition"));
  }

  /**
   * A merge at a path: all attributes, and each feature in which it writes a value. As in Ditto,
   * neither another definition nor what {@code null} takes away is looked at.
   */
  void merged(ThingPath path, JsonValue patch, JsonObject after) {
    JsonObject touched =
        path.pointer().isEmpty()
            ? patch.asObject()
            : JsonObject.empty().setValue(path.pointer(), patch);
    if (touched.getValue("attributes").filter(ModelGuard::writes).isPresent()) {
      check.attributes(after);
    }
    JsonValue features = touched.getValue("features").filter(ModelGuard::writes).orElse(null);
    if (features != null) {
      Set<String> written = new LinkedHashSet<>();
      for (JsonField feature : features.asObject()) {
        if (writes(feature.getValue())) {
          written.add(feature.getKeyName());
        }
      }
      check.features(after, written);
    }
  }

  private static boolean writes(JsonValue patch) {
    if (patch.isNull()) {
      return false;
    }
    return !patch.isObject()
        || patch.asObject().stream().anyMatch(field -> writes(field.getValue()));
  }

  /** A deletion at a path. */
  void deleted(ThingPath path, JsonObject before, JsonObject after) {
    switch (path.kind()) {
      case ATTRIBUTES -> check.deletion(before, null);
      case ATTRIBUTE -> check.deletion(before, null, path.rest());
      case FEATURES -> check.featureDeletion(before, null);
      case FEATURE -> check.featureDeletion(before, path.featureId());
      case FEATURE_DEFINITION -> check.definitionDeletion(before, path.featureId());
      case PROPERTIES -> check.deletion(before, path.featureId());
      case PROPERTY -> check.deletion(before, path.featureId(), path.rest());
      default -> {}
    }
  }
}

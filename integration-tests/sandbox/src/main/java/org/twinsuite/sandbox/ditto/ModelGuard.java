package org.twinsuite.sandbox.ditto;

import org.eclipse.ditto.json.JsonField;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonPointer;
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

  /** A put at a path. */
  void modified(ThingPath path, JsonObject after) {
    switch (path.kind()) {
      case THING, DEFINITION -> check.thing(after);
      case ATTRIBUTES -> check.attributes(after);
      case ATTRIBUTE -> check.attribute(after, path.rest());
      case FEATURES -> check.features(after);
      case FEATURE, FEATURE_DEFINITION -> check.feature(after, path.featureId());
      case PROPERTIES -> check.properties(after, path.featureId(), false);
      case DESIRED_PROPERTIES -> check.properties(after, path.featureId(), true);
      case PROPERTY -> check.property(after, path.featureId(), false, path.rest());
      case DESIRED_PROPERTY -> check.property(after, path.featureId(), true, path.rest());
      case POLICY_ID -> {}
    }
  }

  /** A merge at a path: all attributes and each feature that it touches. */
  void merged(ThingPath path, JsonValue patch, JsonObject after) {
    JsonObject touched =
        path.pointer().isEmpty()
            ? patch.asObject()
            : JsonObject.empty().setValue(path.pointer(), patch);
    if (touched.contains("definition")) {
      check.thing(after);
      return;
    }
    if (touched.contains("attributes")) {
      check.attributes(after);
    }
    JsonValue features = touched.getValue("features").orElse(null);
    if (features == null) {
      return;
    }
    if (features.isNull()) {
      check.features(after);
      return;
    }
    for (JsonField feature : features.asObject()) {
      boolean gone = after.getValue(JsonPointer.of("features").addLeaf(feature.getKey())).isEmpty();
      if (gone) {
        check.features(after);
      } else {
        check.feature(after, feature.getKeyName());
      }
    }
  }

  /** A deletion at a path. */
  void deleted(ThingPath path, JsonObject before, JsonObject after) {
    switch (path.kind()) {
      case ATTRIBUTES -> check.deletion(before, null);
      case ATTRIBUTE -> check.deletion(before, null, path.rest());
      case FEATURES, FEATURE -> check.features(after);
      case PROPERTIES -> check.deletion(before, path.featureId());
      case PROPERTY -> check.deletion(before, path.featureId(), path.rest());
      default -> {}
    }
  }
}

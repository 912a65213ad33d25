package org.twinsuite.sandbox.ditto.wot;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.ditto.json.JsonField;
import org.eclipse.ditto.json.JsonKey;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonPointer;
import org.eclipse.ditto.json.JsonValue;

/**
 * Whether a thing fits its models, part by part. Each check is given the thing as it would be after
 * the change and fails with Ditto's {@code wot:payload.validation.error}; without a model
 * everything fits.
 */
public final class ModelCheck {

  private static final JsonPointer ATTRIBUTES = JsonPointer.of("attributes");
  private static final JsonPointer FEATURES = JsonPointer.of("features");

  private final ThingModels models;

  public ModelCheck(ThingModels models) {
    this.models = models;
  }

  /** Everything. */
  public void thing(JsonObject thing) {
    attributes(thing);
    features(thing);
  }

  /** All attributes: none missing, none unknown, each with a value that fits. */
  public void attributes(JsonObject thing) {
    ThingModel model = model(thing);
    if (model != null && !model.properties().isEmpty()) {
      whole(model, object(thing, ATTRIBUTES), ATTRIBUTES, "Thing's attribute", true, false);
    }
  }

  /**
   * One attribute.
   *
   * @param path below the attributes.
   */
  public void attribute(JsonObject thing, JsonPointer path) {
    ThingModel model = model(thing);
    if (model != null && !model.properties().isEmpty()) {
      one(model, object(thing, ATTRIBUTES), ATTRIBUTES, path, "Thing's attribute", false);
    }
  }

  /** All features: none missing, none unknown, each with properties that fit. */
  public void features(JsonObject thing) {
    Set<String> all = names(object(thing, FEATURES));
    ThingModel model = model(thing);
    if (model != null) {
      all.addAll(model.submodels().keySet());
    }
    features(thing, all);
  }

  /** Some features, as {@link #features(JsonObject)}. */
  public void features(JsonObject thing, Set<String> ids) {
    Set<String> present = names(object(thing, FEATURES));
    ThingModel model = model(thing);
    if (model != null) {
      Set<String> modelled = model.submodels().keySet();
      refuse(
          "Attempting to update the Thing with missing in the model defined features: ",
          ids.stream().filter(id -> modelled.contains(id) && !present.contains(id)).toList());
      refuse(
          "Attempting to update the Thing with feature(s) which were not defined in the model: ",
          ids.stream().filter(id -> !modelled.contains(id)).toList());
    }
    ids.forEach(id -> feature(thing, id));
  }

  private static void refuse(String why, List<String> features) {
    if (!features.isEmpty()) {
      throw WotError.payload(why + features);
    }
  }

  /** One feature, which may be absent. */
  public void feature(JsonObject thing, String id) {
    ThingModel model = model(thing);
    if (model != null && !model.submodels().containsKey(id)) {
      throw WotError.payload(
          "Attempting to update the Thing with a feature which is not defined in the model: <"
              + id
              + ">");
    }
    if (thing.getValue(at(id)).isPresent()) {
      properties(thing, id, false);
      if (thing.getValue(at(id).addLeaf(container(true))).isPresent()) {
        properties(thing, id, true);
      }
    }
  }

  /** All properties, or all desired properties, of a feature. */
  public void properties(JsonObject thing, String id, boolean desired) {
    ThingModel model = featureModel(thing, id);
    if (model != null && !model.properties().isEmpty()) {
      JsonPointer place = at(id).addLeaf(container(desired));
      whole(model, object(thing, place), place, what(id, desired), !desired, true);
    }
  }

  /**
   * One property, or desired property, of a feature.
   *
   * @param path below the properties.
   */
  public void property(JsonObject thing, String id, boolean desired, JsonPointer path) {
    ThingModel model = featureModel(thing, id);
    if (model != null && !model.properties().isEmpty()) {
      JsonPointer place = at(id).addLeaf(container(desired));
      one(model, object(thing, place), place, path, what(id, desired), true);
    }
  }

  /**
   * A feature goes.
   *
   * @param id {@code null} for all features.
   */
  public void featureDeletion(JsonObject before, String id) {
    ThingModel model = model(before);
    if (model == null || model.submodels().isEmpty()) {
      return;
    }
    if (id == null) {
      throw WotError.payload(
          "Could not delete all Features, as there are submodels defined as in the Thing's model");
    }
    if (model.submodels().containsKey(id)) {
      throw WotError.payload(
          "Could not delete Feature <"
              + id
              + ">, as it is defined as submodel in the Thing's model");
    }
  }

  /** A feature is put without its definition: Ditto only minds in a thing without a model. */
  public void definitionLost(JsonObject before, JsonObject after, String id) {
    if (model(after) == null && ownModel(after, id) == null) {
      definitionDeletion(before, id);
    }
  }

  /** The definition of a feature goes. */
  public void definitionDeletion(JsonObject before, String id) {
    if (ownModel(before, id) != null) {
      throw WotError.payload("Deleting the Feature <" + id + ">'s <definition> is not allowed");
    }
  }

  /** All attributes or all properties of a thing, or of a feature of a thing with a model, go. */
  public void deletion(JsonObject before, String id) {
    ThingModel model = deletionModel(before, id);
    if (model != null && !model.required().isEmpty()) {
      throw WotError.payload(
          "Could not delete all "
              + (id == null ? "Thing attributes" : "Feature <" + id + "> properties")
              + ", as there are some defined as non-optional in the model");
    }
  }

  /** One attribute or property goes; a model without {@code tm:optional} lets it go. */
  public void deletion(JsonObject before, String id, JsonPointer path) {
    ThingModel model = deletionModel(before, id);
    if (model == null || !model.saysWhatIsOptional()) {
      return;
    }
    String first = path.getRoot().orElseThrow().toString();
    boolean categorised =
        id != null
            && path.getLevelCount() == 2
            && first.equals(model.category(path.getLeaf().orElseThrow().toString()));
    String name = categorised ? path.getLeaf().orElseThrow().toString() : first;
    boolean whole = path.getLevelCount() == (categorised ? 2 : 1);
    if (whole && model.required().contains(name)) {
      throw WotError.payload(
          "Could not delete "
              + (id == null ? "Thing attribute" : "Feature <" + id + "> property")
              + " <"
              + path
              + "> as it is defined as non-optional in the model");
    }
  }

  private void whole(
      ThingModel model,
      JsonObject values,
      JsonPointer place,
      String what,
      boolean complete,
      boolean categories) {
    Set<String> unknown = new TreeSet<>();
    Map<String, JsonValue> known = known(model, values, unknown, categories);
    Map<JsonPointer, List<String>> details = new LinkedHashMap<>();
    for (String name : complete ? model.required() : Set.<String>of()) {
      if (!known.containsKey(name)) {
        details.put(
            placeOf(model, place, name, categories),
            List.of(what + " <" + name + "> is non optional and must be provided"));
      }
    }
    if (!details.isEmpty()) {
      throw WotError.payload("Required JSON fields were missing from the " + all(what), details);
    }
    refuseUnknown(unknown, what);
    known.forEach(
        (name, value) -> {
          List<String> faults = model.faults(name, value);
          if (!faults.isEmpty()) {
            details.put(placeOf(model, place, name, categories), faults);
          }
        });
    if (!details.isEmpty()) {
      throw WotError.payload(
          "The " + all(what) + " contained validation errors, check the validation details.",
          details);
    }
  }

  private void one(
      ThingModel model,
      JsonObject values,
      JsonPointer place,
      JsonPointer path,
      String what,
      boolean categories) {
    Set<String> unknown = new TreeSet<>();
    JsonObject touched = JsonObject.empty();
    String first = path.getRoot().orElseThrow().toString();
    if (values.getValue(JsonKey.of(first)).isPresent()) {
      touched =
          touched.setValue(JsonKey.of(first), values.getValue(JsonKey.of(first)).orElseThrow());
    }
    Map<String, JsonValue> known = known(model, touched, unknown, categories);
    refuseUnknown(unknown, what);
    known.forEach(
        (name, value) -> {
          List<String> faults = model.faults(name, value);
          if (!faults.isEmpty()) {
            throw WotError.payload(
                "The "
                    + what
                    + " <"
                    + path
                    + "> contained validation errors, check the validation details.",
                Map.of(place.append(path), faults));
          }
        });
  }

  /** The values of the properties of a model, out of their categories; notes what is unknown. */
  private static Map<String, JsonValue> known(
      ThingModel model, JsonObject values, Set<String> unknown, boolean categories) {
    Map<String, JsonValue> known = new LinkedHashMap<>();
    unknown.addAll(names(values));
    for (String name : model.properties().keySet()) {
      String category = categories ? model.category(name) : null;
      JsonPointer at =
          category == null
              ? JsonPointer.empty().addLeaf(JsonKey.of(name))
              : JsonPointer.empty().addLeaf(JsonKey.of(category)).addLeaf(JsonKey.of(name));
      values.getValue(at).ifPresent(value -> known.put(name, value));
      unknown.remove(category == null ? name : category);
    }
    return known;
  }

  private static void refuseUnknown(Set<String> unknown, String what) {
    if (!unknown.isEmpty()) {
      throw WotError.payload(
          "The "
              + all(what)
              + " contained JSON fields which were not defined in the model: "
              + unknown);
    }
  }

  private static JsonPointer placeOf(
      ThingModel model, JsonPointer place, String name, boolean categories) {
    String category = categories ? model.category(name) : null;
    JsonPointer parent = category == null ? place : place.addLeaf(JsonKey.of(category));
    return parent.addLeaf(JsonKey.of(name));
  }

  private ThingModel deletionModel(JsonObject before, String id) {
    ThingModel whole = model(before);
    return whole == null || id == null ? whole : featureModel(before, id);
  }

  private ThingModel model(JsonObject thing) {
    return models.of(thing.getValue("definition").orElse(null));
  }

  /** The model a feature names, else the one that the thing's model has for it. */
  private ThingModel featureModel(JsonObject thing, String id) {
    ThingModel own = ownModel(thing, id);
    if (own != null) {
      return own;
    }
    ThingModel whole = model(thing);
    String url = whole == null ? null : whole.submodels().get(id);
    return url == null ? null : models.of(JsonValue.of(url));
  }

  private ThingModel ownModel(JsonObject thing, String id) {
    return models.of(thing.getValue(at(id)).map(ThingModels::definition).orElse(null));
  }

  private static JsonPointer at(String id) {
    return FEATURES.addLeaf(JsonKey.of(id));
  }

  private static JsonKey container(boolean desired) {
    return JsonKey.of(desired ? "desiredProperties" : "properties");
  }

  private static String what(String id, boolean desired) {
    return "Feature <" + id + ">'s " + (desired ? "desired property" : "property");
  }

  private static String all(String what) {
    return what.endsWith("y") ? what.substring(0, what.length() - 1) + "ies" : what + "s";
  }

  private static Set<String> names(JsonObject object) {
    Set<String> names = new LinkedHashSet<>();
    for (JsonField field : object) {
      names.add(field.getKeyName());
    }
    return names;
  }

  private static JsonObject object(JsonObject thing, JsonPointer place) {
    return thing
        .getValue(place)
        .filter(value -> value.isObject() && !value.isNull())
        .map(JsonValue::asObject)
        .orElseGet(JsonObject::empty);
  }
}

package org.twinsuite.sandbox.ditto;

import java.time.Instant;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.things.model.ThingId;

/**
 * A thing at one revision.
 *
 * @param id its id.
 * @param json thingId, policyId, definition, attributes and features.
 * @param revision counts on over deletion, as in Ditto.
 * @param created when it was created.
 * @param modified when this revision came about.
 * @param sizeBound an upper bound of its size as text; exact sizes are too costly for every change.
 * @param deleted whether this revision is the deletion.
 */
record ThingState(
    ThingId id,
    JsonObject json,
    long revision,
    Instant created,
    Instant modified,
    int sizeBound,
    boolean deleted) {

  String policyId() {
    return json.getValue("policyId").map(v -> v.asString()).orElse(id.toString());
  }

  /** The thing with Ditto's underscore fields, without the policy. */
  JsonObject full() {
    return JsonFactory.newObjectBuilder(json)
        .set("_namespace", id.getNamespace())
        .set("_revision", revision)
        .set("_created", created.toString())
        .set("_modified", modified.toString())
        .build();
  }
}

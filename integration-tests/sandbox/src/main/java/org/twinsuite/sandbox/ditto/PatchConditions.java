package org.twinsuite.sandbox.ditto;

import org.eclipse.ditto.base.model.auth.AuthorizationContext;
import org.eclipse.ditto.base.model.headers.DittoHeaders;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonField;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonPointer;
import org.eclipse.ditto.json.JsonValue;
import org.eclipse.ditto.things.model.signals.commands.exceptions.ThingConditionFailedException;

/** The header {@code merge-thing-patch-conditions}: parts of a merge that have their own RQL. */
final class PatchConditions {

  private PatchConditions() {}

  /**
   * The patch without the parts whose condition does not hold.
   *
   * @param header paths relative to the merge with their conditions, {@code null} for none.
   */
  static JsonValue apply(
      String header,
      JsonValue patch,
      ThingState state,
      PolicyCheck check,
      AuthorizationContext caller) {
    if (header == null || patch == null || !patch.isObject() || patch.isNull()) {
      return patch;
    }
    JsonObject kept = patch.asObject();
    for (JsonField field : JsonFactory.newObject(header)) {
      JsonPointer path = JsonPointer.of(field.getKeyName());
      Rql rql = Conditions.parse(field.getValue().asString());
      if (!Conditions.mayRead(rql, check, caller)) {
        throw ThingConditionFailedException.newBuilderForInsufficientPermission(
                DittoHeaders.empty())
            .build();
      }
      if (kept.contains(path) && !rql.matches(Conditions.subject(rql, state))) {
        kept = kept.remove(path);
      }
    }
    return kept;
  }
}

package org.twinsuite.sandbox.ditto;

import org.eclipse.ditto.base.model.auth.AuthorizationContext;
import org.eclipse.ditto.base.model.exceptions.InvalidRqlExpressionException;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonPointer;
import org.eclipse.ditto.things.model.signals.commands.exceptions.ThingConditionInvalidException;

/** What the {@code condition} of a command needs around its RQL. */
final class Conditions {

  private Conditions() {}

  /** Parses; {@code things:condition.invalid} when it is no RQL. */
  static Rql parse(String condition) {
    try {
      return Rql.of(condition);
    } catch (InvalidRqlExpressionException e) {
      throw ThingConditionInvalidException.newBuilder(condition, e.getDescription().orElse(""))
          .build();
    }
  }

  /** Whether the caller may read every field the condition names. */
  static boolean mayRead(Rql rql, PolicyCheck check, AuthorizationContext caller) {
    if (check.permits(caller, "thing", JsonPointer.empty(), PolicyCheck.READ)) {
      return true;
    }
    return rql.fieldNames().stream()
        .allMatch(field -> check.permits(caller, "thing", JsonPointer.of(field), PolicyCheck.READ));
  }

  /** The thing as the condition sees it; underscore fields only when it asks for them. */
  static JsonObject subject(Rql rql, ThingState state) {
    boolean meta = rql.fieldNames().stream().anyMatch(field -> field.startsWith("_"));
    return meta ? state.full() : state.json();
  }
}

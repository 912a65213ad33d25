package org.twinsuite.sandbox.ditto;

import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonField;
import org.eclipse.ditto.json.JsonMissingFieldException;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonObjectBuilder;
import org.eclipse.ditto.json.JsonPointer;
import org.eclipse.ditto.json.JsonValue;
import org.eclipse.ditto.policies.model.Permissions;

/** {@code POST /api/2/checkPermissions}: whether the caller has certain permissions. */
final class PermissionCheck {

  private PermissionCheck() {}

  /** For each name in the body whether all permissions asked for under it are given. */
  static JsonObject answer(Ditto ditto, HttpExchange exchange) {
    JsonObjectBuilder answer = JsonFactory.newObjectBuilder();
    for (JsonField question : ThingPayload.object(exchange.json())) {
      answer.set(question.getKey(), permitted(ditto, exchange, question.getValue().asObject()));
    }
    return answer.build();
  }

  private static boolean permitted(Ditto ditto, HttpExchange exchange, JsonObject question) {
    String[] resource = text(question, "resource").split(":", 2);
    String entity = text(question, "entityId");
    PolicyCheck check;
    if ("policy".equals(resource[0])) {
      PolicyStore.Entry policy = ditto.policies().find(entity);
      check = policy == null ? null : policy.check();
    } else {
      ThingState thing = ditto.things().find(entity);
      check = thing == null ? null : ditto.thingCommands().check(thing);
    }
    return check != null
        && question.getValue("hasPermissions").orElseThrow().asArray().stream()
            .map(JsonValue::asString)
            .allMatch(
                permission ->
                    check.permits(
                        exchange.caller(),
                        resource[0],
                        JsonPointer.of(resource[1]),
                        Permissions.newInstance(permission)));
  }

  private static String text(JsonObject question, String name) {
    return question
        .getValue(name)
        .map(JsonValue::asString)
        .orElseThrow(() -> JsonMissingFieldException.newBuilder().fieldName(name).build());
  }
}

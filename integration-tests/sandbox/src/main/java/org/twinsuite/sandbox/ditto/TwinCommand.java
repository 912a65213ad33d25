package org.twinsuite.sandbox.ditto;

import java.util.Map;
import org.eclipse.ditto.base.model.auth.AuthorizationContext;
import org.eclipse.ditto.json.JsonPointer;
import org.eclipse.ditto.json.JsonValue;

/**
 * A command to a twin or a policy, whichever way it came.
 *
 * @param verb what to do.
 * @param entityId namespace and name of thing or policy.
 * @param path where, relative to the entity.
 * @param value what, {@code null} for retrieve and delete.
 * @param headers Ditto headers, names in lower case.
 * @param caller who asks.
 * @param origin the connection it came over; that one will not see the event. {@code null} for
 *     HTTP.
 */
record TwinCommand(
    Verb verb,
    String entityId,
    JsonPointer path,
    JsonValue value,
    Map<String, String> headers,
    AuthorizationContext caller,
    Object origin) {

  enum Verb {
    create,
    modify,
    merge,
    retrieve,
    delete
  }

  String header(String name) {
    return headers.get(name);
  }

  /** The same to another entity. */
  TwinCommand to(String otherId) {
    return new TwinCommand(verb, otherId, path, value, headers, caller, origin);
  }
}

package org.twinsuite.sandbox.ditto;

import org.eclipse.ditto.base.model.headers.entitytag.EntityTag;
import org.eclipse.ditto.json.JsonValue;

/**
 * The answer to a command that succeeded; failures are Ditto's own exceptions.
 *
 * @param status HTTP status code.
 * @param body {@code null} when there is none.
 * @param revision revision of the entity, negative when it has none.
 * @param tag {@code null} when there is none.
 */
record Reply(int status, JsonValue body, long revision, EntityTag tag) {

  static Reply of(int status, JsonValue body) {
    return new Reply(status, body, -1, null);
  }
}

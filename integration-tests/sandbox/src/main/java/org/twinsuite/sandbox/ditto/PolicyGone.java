package org.twinsuite.sandbox.ditto;

import org.eclipse.ditto.base.model.common.HttpStatus;
import org.eclipse.ditto.base.model.exceptions.DittoRuntimeException;

/** What Ditto answers about a thing whose policy was deleted: nobody gets at it any more. */
final class PolicyGone {

  private PolicyGone() {}

  static DittoRuntimeException notAccessible(ThingState thing) {
    return error("things:thing.notfound", HttpStatus.NOT_FOUND, thing);
  }

  static DittoRuntimeException notModifiable(ThingState thing) {
    return error("things:thing.notmodifiable", HttpStatus.FORBIDDEN, thing);
  }

  private static DittoRuntimeException error(String code, HttpStatus status, ThingState thing) {
    return DittoError.of(
        code,
        status,
        "The Thing with ID '"
            + thing.id()
            + "' could not be accessed as its Policy with ID '"
            + thing.policyId()
            + "' is not or no longer existing.",
        "Recreate/create the Policy with ID '"
            + thing.policyId()
            + "' in order to get access to the Thing again.");
  }
}

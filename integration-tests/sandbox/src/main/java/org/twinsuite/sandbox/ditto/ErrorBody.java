package org.twinsuite.sandbox.ditto;

import org.eclipse.ditto.base.model.common.HttpStatus;
import org.eclipse.ditto.base.model.exceptions.DittoJsonException;
import org.eclipse.ditto.base.model.exceptions.DittoRuntimeException;
import org.eclipse.ditto.json.JsonRuntimeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Any failure as one of Ditto's errors. */
final class ErrorBody {

  private static final Logger LOG = LoggerFactory.getLogger(ErrorBody.class);

  private ErrorBody() {}

  static DittoRuntimeException of(Throwable failure) {
    if (failure instanceof DittoRuntimeException known) {
      return known;
    }
    if (failure instanceof JsonRuntimeException json) {
      return new DittoJsonException(json);
    }
    return internal(failure);
  }

  static DittoRuntimeException internal(Throwable failure) {
    LOG.warn("unexpected failure", failure);
    return DittoError.of(
        "gateway:internalerror",
        HttpStatus.INTERNAL_SERVER_ERROR,
        "There was an internal server error.",
        "Try again, please.");
  }
}

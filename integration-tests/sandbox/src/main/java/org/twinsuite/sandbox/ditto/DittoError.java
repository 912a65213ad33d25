package org.twinsuite.sandbox.ditto;

import org.eclipse.ditto.base.model.common.HttpStatus;
import org.eclipse.ditto.base.model.exceptions.DittoRuntimeException;
import org.eclipse.ditto.base.model.headers.DittoHeaders;

/** An error of Ditto's that the model libraries have no class for. */
final class DittoError extends DittoRuntimeException {

  private static final long serialVersionUID = 1L;

  private DittoError(
      String code, HttpStatus status, DittoHeaders headers, String message, String description) {
    super(code, status, headers, message, description, null, null);
  }

  static DittoError of(String code, HttpStatus status, String message, String description) {
    return new DittoError(code, status, DittoHeaders.empty(), message, description);
  }

  @Override
  public DittoRuntimeException setDittoHeaders(DittoHeaders headers) {
    return new DittoError(
        getErrorCode(), getHttpStatus(), headers, getMessage(), getDescription().orElse(null));
  }
}

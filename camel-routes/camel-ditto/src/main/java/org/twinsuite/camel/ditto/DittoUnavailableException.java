package org.twinsuite.camel.ditto;

import java.io.IOException;

/**
 * Ditto could not be reached, or the connection broke before the answer came. Repeat later; the
 * command may have been executed, so repeat only what is idempotent.
 */
public class DittoUnavailableException extends IOException {

  private static final long serialVersionUID = 1L;

  public DittoUnavailableException(String message) {
    super(message);
  }

  /**
   * There is no connection.
   *
   * @param problem why; {@code null} when none was tried yet
   */
  public static DittoUnavailableException nothingSent(Throwable problem) {
    return problem == null
        ? new DittoUnavailableException("No connection to Ditto yet; nothing was sent")
        : new DittoUnavailableException(problem.getMessage() + "; nothing was sent", problem);
  }

  public DittoUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}

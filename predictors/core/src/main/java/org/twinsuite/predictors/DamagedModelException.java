package org.twinsuite.predictors;

import java.io.IOException;

/** A model file that is cut, changed, of another kind or of a newer format. */
public class DamagedModelException extends IOException {

  private static final long serialVersionUID = 1L;

  public DamagedModelException(String message) {
    super(message);
  }

  public DamagedModelException(String message, Throwable cause) {
    super(message, cause);
  }
}

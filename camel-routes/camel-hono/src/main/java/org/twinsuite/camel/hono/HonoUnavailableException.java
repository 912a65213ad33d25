package org.twinsuite.camel.hono;

import java.io.IOException;

/**
 * The messaging network did not take a command; trying again may help. The command may have been
 * taken although the confirmation got lost.
 */
public class HonoUnavailableException extends IOException {

  private static final long serialVersionUID = 1L;

  public HonoUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}

package org.twinsuite.camel.hono;

import java.io.IOException;

/**
 * Kafka did not take a command; trying again may help. The command may have been written although
 * the confirmation got lost.
 */
public class HonoUnavailableException extends IOException {

  private static final long serialVersionUID = 1L;

  public HonoUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}

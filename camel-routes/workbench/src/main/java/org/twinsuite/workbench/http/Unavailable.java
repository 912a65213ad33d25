package org.twinsuite.workbench.http;

/** What was asked for cannot be done now, and may be later. */
public final class Unavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public Unavailable(String message, Throwable cause) {
    super(message, cause);
  }
}

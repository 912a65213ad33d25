package org.twinsuite.app.onboard;

/** A system refused a step or did not answer; the message is for the user. */
final class RegistryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RegistryException(String message) {
    super(message);
  }
}

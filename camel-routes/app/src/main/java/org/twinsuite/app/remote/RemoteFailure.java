package org.twinsuite.app.remote;

/** A system refused a step or did not answer; the message is for the user. */
public final class RemoteFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public RemoteFailure(String message) {
    super(message);
  }
}

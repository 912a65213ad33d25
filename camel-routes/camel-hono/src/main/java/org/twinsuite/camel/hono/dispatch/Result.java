package org.twinsuite.camel.hono.dispatch;

import java.util.Objects;

/** How one attempt to process a message ended. */
public sealed interface Result {

  /** The message is processed, or parked when that was asked for. */
  record Completed() implements Result {}

  /** The message can never be processed; the handler says so itself. */
  record Rejected() implements Result {}

  /**
   * The attempt failed; the message comes again.
   *
   * @param cause never null
   */
  record Failed(Throwable cause) implements Result {
    public Failed {
      Objects.requireNonNull(cause, "cause");
    }
  }

  static Result completed() {
    return new Completed();
  }

  static Result rejected() {
    return new Rejected();
  }

  static Result failed(Throwable cause) {
    return new Failed(cause);
  }
}

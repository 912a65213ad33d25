package org.twinsuite.camel.hono;

/** A command did not reach its device, or the device did not answer in time. */
public class HonoCommandException extends Exception {

  private static final long serialVersionUID = 1L;

  /** Status of a command that nobody answered in time. */
  public static final int NO_RESPONSE = 504;

  private final int status;
  private final String reason;

  /**
   * @param status as in HTTP: what Hono said, or {@link #NO_RESPONSE}
   * @param reason for people, never null
   */
  public HonoCommandException(int status, String reason) {
    super(status + ": " + reason);
    this.status = status;
    this.reason = reason;
  }

  /** Status as in HTTP: 4xx the command is at fault, 5xx it may succeed later. */
  public int status() {
    return status;
  }

  /** What went wrong, for people. */
  public String reason() {
    return reason;
  }

  /** What became of the command; never a success. */
  public CommandOutcome outcome() {
    CommandOutcome outcome = CommandOutcome.ofStatus(status);
    return outcome == CommandOutcome.ACCEPTED ? CommandOutcome.FAILED : outcome;
  }
}

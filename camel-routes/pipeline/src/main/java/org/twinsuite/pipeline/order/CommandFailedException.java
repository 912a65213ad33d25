package org.twinsuite.pipeline.order;

/** A command that a device did not carry out, as far as is known. */
public final class CommandFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient MaintenancePatch patch;
  private final boolean retry;

  /**
   * @param message why, for people
   * @param patch what the twin shows of it
   * @param retry whether it is sent again before a person gets it
   */
  public CommandFailedException(String message, MaintenancePatch patch, boolean retry) {
    super(message, null, false, false);
    this.patch = patch;
    this.retry = retry;
  }

  /** What the twin shows of it. */
  public MaintenancePatch patch() {
    return patch;
  }

  /** Whether it is sent again before a person gets it. */
  public boolean retry() {
    return retry;
  }
}

package org.twinsuite.connectors;

/**
 * A call to a target system failed. There are two kinds and a caller treats them differently: a
 * {@link RetryableFailure} may succeed later without a person, a {@link RejectedByTarget} will not.
 */
public abstract sealed class ConnectorFailure extends RuntimeException
    permits RetryableFailure, RejectedByTarget {

  private final String system;
  private final int status;

  ConnectorFailure(String system, int status, String message, Throwable cause) {
    super(system + ": " + message, cause);
    this.system = system;
    this.status = status;
  }

  /** Name of the target system as configured, never null. */
  public String system() {
    return system;
  }

  /** HTTP status of the answer, or 0 if there was no answer. */
  public int status() {
    return status;
  }
}

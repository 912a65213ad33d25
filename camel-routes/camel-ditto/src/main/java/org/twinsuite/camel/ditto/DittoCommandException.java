package org.twinsuite.camel.ditto;

/** Ditto answered a command with an error; repeating the same command gives the same answer. */
public class DittoCommandException extends Exception {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String error;

  /**
   * @param status as in HTTP, e.g. 404
   * @param error Ditto's error code, e.g. {@code things:thing.notfound}
   * @param message Ditto's message, without secrets
   */
  public DittoCommandException(int status, String error, String message) {
    super(status + " " + error + ": " + message);
    this.status = status;
    this.error = error;
  }

  public int status() {
    return status;
  }

  public String error() {
    return error;
  }
}

package org.twinsuite.rules.signature;

/**
 * A key, a signature or the signed files are not what they should be; the message names the fix.
 */
public final class PackSignatureException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public PackSignatureException(String message) {
    super(message);
  }

  public PackSignatureException(String message, Throwable cause) {
    super(message, cause);
  }
}

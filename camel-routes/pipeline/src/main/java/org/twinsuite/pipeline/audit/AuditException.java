package org.twinsuite.pipeline.audit;

/** The audit log could not be read or written. */
public final class AuditException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  AuditException(String message, Throwable cause) {
    super(message, cause);
  }
}

package org.twinsuite.pipeline.store;

/** The outbox database cannot be used now; nothing of the transaction was stored. */
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}

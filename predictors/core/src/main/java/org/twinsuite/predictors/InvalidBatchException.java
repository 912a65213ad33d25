package org.twinsuite.predictors;

/** A batch whose columns do not fit the contract; the message names the column and the fix. */
public class InvalidBatchException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  public InvalidBatchException(String message) {
    super(message);
  }
}

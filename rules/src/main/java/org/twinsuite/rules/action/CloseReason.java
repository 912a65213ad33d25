package org.twinsuite.rules.action;

/** Why an episode ended. */
public enum CloseReason {
  /** The symptom stayed away for the rule's cool-down. */
  RECOVERED,
  /** The order was completed. */
  ORDER_COMPLETED,
  /** The order was cancelled by people. */
  ORDER_CANCELLED
}

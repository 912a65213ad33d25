package org.twinsuite.rules.action;

/** What happens to a command that no device took or answered. */
public enum Undelivered {
  /** It is sent again, for as long as other failed actions are, then a person gets it. */
  RETRY,
  /** A person gets it at once. */
  PERSON
}

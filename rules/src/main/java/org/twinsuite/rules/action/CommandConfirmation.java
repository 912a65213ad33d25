package org.twinsuite.rules.action;

/** What makes a command to a device count as done. */
public enum CommandConfirmation {
  /** The device's answer. */
  ANSWER,
  /** Nothing: it is one-way, sent and not confirmed. */
  NONE
}

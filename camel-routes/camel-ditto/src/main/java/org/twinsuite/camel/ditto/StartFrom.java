package org.twinsuite.camel.ditto;

/** Where a consumer with an empty revision store begins. */
public enum StartFrom {
  /** With the changes after the first connect. */
  now,
  /** With the first revision the history of each thing still has. */
  beginning
}

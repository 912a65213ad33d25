package org.twinsuite.connectors.cmms;

/**
 * The life of a work order in terms common to all systems. The system's own status maps to it by
 * its code table.
 */
public enum WorkOrderStatus {
  WAITING_APPROVAL,
  APPROVED,
  SCHEDULED,
  WAITING_MATERIAL,
  ON_HOLD,
  IN_PROGRESS,
  COMPLETED,
  CLOSED,
  CANCELLED,
  /** The system's status is in no table; nothing is concluded from it. */
  UNKNOWN;

  /** The work is done or will not be done. */
  public boolean isFinal() {
    return this == COMPLETED || this == CLOSED || this == CANCELLED;
  }
}

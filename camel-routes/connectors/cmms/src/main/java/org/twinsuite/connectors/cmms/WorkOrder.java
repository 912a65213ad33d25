package org.twinsuite.connectors.cmms;

import java.time.Instant;
import java.util.Objects;

/**
 * A work order as the maintenance system has it.
 *
 * @param reference the suite's reference it carries
 * @param orderNumber the system's own number, shown to people
 * @param status the suite's canonical status
 * @param systemStatus the system's own status text
 * @param changedAt when the system last changed it; null if the system does not say
 * @param href address or key for further calls to the same system
 */
public record WorkOrder(
    String reference,
    String orderNumber,
    WorkOrderStatus status,
    String systemStatus,
    Instant changedAt,
    String href) {

  public WorkOrder {
    Objects.requireNonNull(reference, "reference");
    Objects.requireNonNull(orderNumber, "orderNumber");
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(systemStatus, "systemStatus");
    Objects.requireNonNull(href, "href");
  }
}

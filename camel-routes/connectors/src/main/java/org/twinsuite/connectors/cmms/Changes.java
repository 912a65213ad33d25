package org.twinsuite.connectors.cmms;

import java.util.List;

/**
 * Orders that changed, oldest first.
 *
 * @param orders what changed
 * @param nextCursor opaque text for the next call, to be stored after the orders were handled; null
 *     only if nothing was ever seen
 */
public record Changes(List<WorkOrder> orders, String nextCursor) {

  public Changes {
    orders = List.copyOf(orders);
  }
}

package org.twinsuite.connectors.cmms;

import java.util.List;

/**
 * Orders that changed, oldest first.
 *
 * @param orders what changed
 * @param nextCursor opaque text for the next call, to be stored after the orders were handled; null
 *     only if nothing was ever seen
 * @param problems rows that could not be read as they are, each with the reason; they hide no other
 */
public record Changes(List<WorkOrder> orders, String nextCursor, List<String> problems) {

  public Changes {
    orders = List.copyOf(orders);
    problems = List.copyOf(problems);
  }

  public Changes(List<WorkOrder> orders, String nextCursor) {
    this(orders, nextCursor, List.of());
  }
}

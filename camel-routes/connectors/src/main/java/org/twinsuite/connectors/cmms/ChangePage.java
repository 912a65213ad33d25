package org.twinsuite.connectors.cmms;

import java.time.Instant;
import java.util.List;

/**
 * A page of a list of orders.
 *
 * @param orders those of the page that carry a reference of ours
 * @param upTo change time of the page's last row, ours or not; null if the rows do not stand in the
 *     order of their change times, which needs all of them in one page
 */
public record ChangePage(List<WorkOrder> orders, Instant upTo) {

  public ChangePage {
    orders = List.copyOf(orders);
  }
}

package org.twinsuite.workbench.page;

import java.time.Instant;
import java.util.List;

/**
 * The queue of orders.
 *
 * @param show which orders: {@code open}, {@code decide}, {@code snoozed}, {@code done}, {@code
 *     all}
 * @param query words that title, thing or number hold; empty for all
 * @param sort {@code risk}, {@code window}, {@code newest}
 * @param rows of this page
 * @param page from 0
 * @param pages number of pages
 */
public record OrdersPage(
    String show,
    String query,
    String sort,
    List<Row> rows,
    int total,
    int page,
    int pages,
    List<String> views) {

  /** An order in the queue. */
  public record Row(
      String reference,
      String href,
      String title,
      String thing,
      String thingHref,
      int priority,
      Instant begin,
      Instant end,
      String rule,
      String state,
      boolean toDecide,
      String number,
      Instant at) {}

  /** Address of another page or view of the same list. */
  public String link(String otherShow, String otherSort, int otherPage) {
    return "/orders?show="
        + otherShow
        + "&sort="
        + otherSort
        + (otherPage > 0 ? "&page=" + otherPage : "")
        + (query.isEmpty()
            ? ""
            : "&q=" + java.net.URLEncoder.encode(query, java.nio.charset.StandardCharsets.UTF_8));
  }
}

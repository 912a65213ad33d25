package org.twinsuite.connectors.cmms.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.twinsuite.connectors.cmms.ChangePage;
import org.twinsuite.connectors.cmms.ChangeQuery;
import org.twinsuite.connectors.cmms.WorkOrder;

/** The feed of changes as a template describes it. */
final class RestChanges implements ChangeQuery, ChangePage.RowReader<JsonNode> {

  private static final Comparator<WorkOrder> OLDEST_FIRST =
      Comparator.comparing(
          WorkOrder::changedAt, Comparator.nullsFirst(Comparator.<Instant>naturalOrder()));

  /** Sorts before every id that a system gives: numbers, hexadecimal digits, names. */
  private static final String FIRST = "0";

  private final RestTemplate template;
  private final RestOrders orders;
  private final RestPages pages;
  private final int pageSize;

  RestChanges(RestTemplate template, RestOrders orders, RestPages pages, int pageSize) {
    this.template = template;
    this.orders = orders;
    this.pages = pages;
    this.pageSize = pageSize;
  }

  @Override
  public Duration resolution() {
    return orders.resolution();
  }

  @Override
  public Iterator<ChangePage> from(Instant instant) {
    String since = orders.format(instant == null ? Instant.EPOCH : instant);
    Iterator<List<JsonNode>> read =
        pages.pages(template.changes().call(), Map.of("since", since)).iterator();
    if (!template.changes().oldestFirst()) {
      return List.of(all(read, instant)).iterator();
    }
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return read.hasNext();
      }

      @Override
      public ChangePage next() {
        return ChangePage.of(read.next(), pageSize, RestChanges.this);
      }
    };
  }

  /** Page after page is reduced to our orders before the next one is read. */
  private ChangePage all(Iterator<List<JsonNode>> read, Instant from) {
    List<WorkOrder> changed = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    while (read.hasNext()) {
      ChangePage page = ChangePage.of(read.next(), pageSize, this);
      problems.addAll(page.problems());
      page.orders().stream()
          .filter(
              order ->
                  from == null || order.changedAt() == null || !order.changedAt().isBefore(from))
          .forEach(changed::add);
    }
    changed.sort(OLDEST_FIRST);
    return new ChangePage(changed, null, null, problems);
  }

  @Override
  public Optional<ChangePage> byKey(Instant from, Instant until, String after) {
    RestTemplate.Call call = template.changes().byKey();
    if (call == null) {
      return Optional.empty();
    }
    Map<String, String> values = new HashMap<>();
    values.put("since", orders.format(from));
    values.put("until", orders.format(until));
    values.put("after", after == null ? FIRST : after);
    Iterator<List<JsonNode>> page = pages.pages(call, values).iterator();
    List<JsonNode> rows = page.hasNext() ? page.next() : List.of();
    return Optional.of(ChangePage.of(rows, pageSize, this));
  }

  @Override
  public String key(JsonNode row) {
    return orders.id(row);
  }

  @Override
  public Instant changedAt(JsonNode row) {
    return orders.changedAt(row);
  }

  @Override
  public Optional<WorkOrder> order(JsonNode row, Instant changedAt) {
    return orders.reference(row).isEmpty()
        ? Optional.empty()
        : Optional.of(orders.read(row, changedAt));
  }
}

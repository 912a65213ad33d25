package org.twinsuite.connectors.cmms;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A page of a list of orders.
 *
 * @param orders those of the page that carry a reference of ours
 * @param upTo change time of the page's last row, ours or not; null if the rows are not in the
 *     order of their change times, or one of them has none: the pages of one query then go on
 * @param lastKey key of the page's last row if the page is full; null if it is not, or rows have no
 *     key that could be asked for
 * @param problems rows that could not be read as they are, each with the reason
 */
public record ChangePage(
    List<WorkOrder> orders, Instant upTo, String lastKey, List<String> problems) {

  public ChangePage {
    orders = List.copyOf(orders);
    problems = List.copyOf(problems);
  }

  public ChangePage(List<WorkOrder> orders, Instant upTo) {
    this(orders, upTo, null, List.of());
  }

  /** Reads the rows of a system. */
  public interface RowReader<R> {

    /** Key of a row, for messages and for {@link ChangeQuery#byKey}. */
    String key(R row);

    /**
     * @return null if the row has none
     * @throws IllegalArgumentException if it is not a time
     */
    Instant changedAt(R row);

    /**
     * @param changedAt null if the row has no time that can be read
     * @return empty if the order carries no reference of ours
     */
    Optional<WorkOrder> order(R row, Instant changedAt);
  }

  /**
   * Reads a page. A row that cannot be read is reported and hides no other; one whose time cannot
   * be read counts as the oldest.
   *
   * @param size rows a full page has
   */
  public static <R> ChangePage of(List<R> rows, int size, RowReader<R> reader) {
    List<WorkOrder> orders = new ArrayList<>(rows.size());
    List<String> problems = new ArrayList<>();
    Instant upTo = null;
    boolean ordered = true;
    for (R row : rows) {
      Instant at = null;
      try {
        at = reader.changedAt(row);
      } catch (IllegalArgumentException e) {
        problems.add("order " + key(reader, row) + ": change time " + e.getMessage());
      }
      ordered &= at != null && (upTo == null || !at.isBefore(upTo));
      upTo = at;
      try {
        reader.order(row, at).ifPresent(orders::add);
      } catch (RuntimeException e) {
        problems.add("order " + key(reader, row) + " cannot be read: " + e.getMessage());
      }
    }
    String last =
        rows.isEmpty() || rows.size() < size ? null : key(reader, rows.get(rows.size() - 1));
    return new ChangePage(orders, ordered ? upTo : null, last, problems);
  }

  private static <R> String key(RowReader<R> reader, R row) {
    try {
      return reader.key(row);
    } catch (RuntimeException e) {
      return "without a key";
    }
  }
}

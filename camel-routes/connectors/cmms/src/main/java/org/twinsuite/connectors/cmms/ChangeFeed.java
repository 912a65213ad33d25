package org.twinsuite.connectors.cmms;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns a system's "changed at or after" query into a feed that misses nothing. A transaction may
 * commit after one with a later change time was already read, so each query starts a little before
 * the last change time seen ({@code overlap}), and the cursor remembers what stood in that stretch.
 * Systems give change times in whole seconds, so an order counts as changed again if its time or
 * its status differs. A change time in the future, of a clock that leapt, moves the feed no further
 * than to the present. Orders without one are reported once for each status, as the oldest.
 *
 * <p>An order that changes while the list is read moves to its end, and every row behind it moves
 * up by one: the second page of the same query would begin one row too late. So each page is the
 * first of a query that begins where the last page ended. Rows of one change time that fill a page
 * are read by their key, where the system can be asked so; else paged through.
 */
public final class ChangeFeed {

  /** What was reported of an order: when it changed and a hash of the system's status. */
  private record Reported(Instant at, int status) {
    static Reported of(WorkOrder order) {
      return new Reported(changedAt(order), order.systemStatus().hashCode());
    }

    boolean isTimeless() {
      return at.equals(Instant.EPOCH);
    }
  }

  private static final Logger LOG = LoggerFactory.getLogger(ChangeFeed.class);

  /** Of the orders without a change time, these many are remembered as reported. */
  private static final int MOST_TIMELESS = 2_000;

  private static final int MOST_LOGGED = 1_000;

  private final Duration overlap;
  private final int limit;
  private final InstantSource clock;
  private final Set<String> logged = ConcurrentHashMap.newKeySet();

  /**
   * @param overlap how far a commit may lag behind its change time
   * @param limit most orders per call; the rest comes with the next call
   */
  public ChangeFeed(Duration overlap, int limit) {
    this(overlap, limit, InstantSource.system());
  }

  ChangeFeed(Duration overlap, int limit, InstantSource clock) {
    this.overlap = overlap;
    this.limit = limit;
    this.clock = clock;
  }

  private static Instant changedAt(WorkOrder order) {
    return order.changedAt() == null ? Instant.EPOCH : order.changedAt();
  }

  /**
   * @param cursor null for everything
   * @throws IllegalArgumentException if the cursor is not one of this feed
   */
  public Changes read(String cursor, ChangeQuery query) {
    Map<String, Reported> seen = parse(cursor);
    Instant last = seen.values().stream().map(Reported::at).max(Instant::compareTo).orElse(null);
    Rows changed = new Rows(query, last == null ? null : begin(last));
    List<WorkOrder> fresh = new ArrayList<>();
    while (fresh.size() < limit && changed.hasNext()) {
      WorkOrder order = changed.next();
      Reported reported = Reported.of(order);
      if (!reported.equals(seen.put(order.orderNumber(), reported))) {
        fresh.add(order);
        last = last == null || changedAt(order).isAfter(last) ? changedAt(order) : last;
      }
    }
    changed.problems.forEach(this::logOnce);
    return new Changes(fresh, format(seen, last), changed.problems);
  }

  private void logOnce(String problem) {
    if (logged.size() < MOST_LOGGED && logged.add(problem)) {
      LOG.warn("{}", problem);
    }
  }

  private Instant begin(Instant last) {
    Instant now = clock.instant();
    return (last.isAfter(now) ? now : last).minus(overlap);
  }

  /** The orders of page after page, each page asked for when the one before it is used up. */
  private static final class Rows implements Iterator<WorkOrder> {
    private final ChangeQuery query;
    private final List<String> problems = new ArrayList<>();
    private Instant from;
    private Iterator<ChangePage> pages;
    private Iterator<WorkOrder> orders = Collections.emptyIterator();

    Rows(ChangeQuery query, Instant from) {
      this.query = query;
      this.from = from;
      this.pages = query.from(from);
    }

    @Override
    public boolean hasNext() {
      while (!orders.hasNext() && pages.hasNext()) {
        ChangePage page = pages.next();
        problems.addAll(page.problems());
        orders = page.orders().iterator();
        if (page.upTo() == null) {
          continue;
        }
        if (from == null || page.upTo().isAfter(from)) {
          from = page.upTo();
          pages = query.from(from);
        } else if (page.lastKey() != null) {
          Instant until = from.plus(query.resolution());
          Optional<ChangePage> first = query.byKey(from, until, null);
          if (first.isPresent()) {
            pages = new ByKey(query, from, until, first.get());
            from = until;
          }
        }
      }
      return orders.hasNext();
    }

    @Override
    public WorkOrder next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return orders.next();
    }
  }

  /** The pages of a stretch of time by key, then those after it. */
  private static final class ByKey implements Iterator<ChangePage> {
    private final ChangeQuery query;
    private final Instant from;
    private final Instant until;
    private ChangePage next;
    private Iterator<ChangePage> after;

    ByKey(ChangeQuery query, Instant from, Instant until, ChangePage first) {
      this.query = query;
      this.from = from;
      this.until = until;
      this.next = first;
    }

    @Override
    public boolean hasNext() {
      return next != null || after.hasNext();
    }

    @Override
    public ChangePage next() {
      if (next == null) {
        return after.next();
      }
      ChangePage page = next;
      next =
          page.lastKey() == null
              ? null
              : query.byKey(from, until, page.lastKey()).orElseThrow(NoSuchElementException::new);
      if (next == null) {
        after = query.from(until);
      }
      // its rows are in the order of their keys
      return new ChangePage(page.orders(), null, null, page.problems());
    }
  }

  private static Map<String, Reported> parse(String cursor) {
    Map<String, Reported> seen = new LinkedHashMap<>();
    if (cursor != null && !cursor.isEmpty()) {
      for (String entry : cursor.split("\\|")) {
        String[] parts = entry.split("@");
        if (parts.length != 3) {
          throw new IllegalArgumentException("'" + cursor + "' is not a cursor of this feed");
        }
        Instant at = Instant.ofEpochMilli(Long.parseLong(parts[1]));
        seen.put(
            URLDecoder.decode(parts[0], UTF_8), new Reported(at, Integer.parseInt(parts[2], 36)));
      }
    }
    return seen;
  }

  private String format(Map<String, Reported> seen, Instant last) {
    if (last == null) {
      return null;
    }
    Instant begin = begin(last);
    StringJoiner text = new StringJoiner("|");
    long timeless = seen.values().stream().filter(Reported::isTimeless).count();
    for (Map.Entry<String, Reported> entry : seen.entrySet()) {
      Reported reported = entry.getValue();
      boolean kept = !reported.at().isBefore(begin);
      if (reported.isTimeless() && !kept) {
        // a change of its status is all there will be: forgotten, it would be reported each time
        kept = timeless-- <= MOST_TIMELESS;
      }
      if (kept) {
        String status = Integer.toString(reported.status(), 36);
        text.add(
            URLEncoder.encode(entry.getKey(), UTF_8)
                + "@"
                + reported.at().toEpochMilli()
                + "@"
                + status);
      }
    }
    return text.toString();
  }
}

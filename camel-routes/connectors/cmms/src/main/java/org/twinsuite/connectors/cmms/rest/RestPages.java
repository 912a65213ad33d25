package org.twinsuite.connectors.cmms.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.twinsuite.connectors.RejectedByTarget;

/**
 * Reads what a call lists. A call that names {@code {cursor}} is repeated until the answer holds no
 * next cursor, one that names {@code {offset}} (rows read so far) or {@code {page}} (from 0) until
 * it returns nothing; any other is made once.
 */
final class RestPages {
  private final String system;
  private final int pageSize;
  private final BiFunction<RestTemplate.Call, Map<String, String>, JsonNode> send;

  /**
   * @param send makes a call with the placeholders' values, returns the answer
   */
  RestPages(
      String system,
      int pageSize,
      BiFunction<RestTemplate.Call, Map<String, String>, JsonNode> send) {
    this.system = system;
    this.pageSize = pageSize;
    this.send = send;
  }

  /** What the call lists, see {@link #pages}. */
  Stream<JsonNode> stream(RestTemplate.Call call, Map<String, String> values) {
    return pages(call, values).flatMap(List::stream);
  }

  /**
   * Page by page, as they are asked for.
   *
   * @throws RejectedByTarget while they are read, when the system pages otherwise than the call
   *     says
   */
  Stream<List<JsonNode>> pages(RestTemplate.Call call, Map<String, String> values) {
    return StreamSupport.stream(
        Spliterators.spliteratorUnknownSize(new Pages(call, values), Spliterator.ORDERED), false);
  }

  private final class Pages implements Iterator<List<JsonNode>> {
    private final RestTemplate.Call call;
    private final Map<String, String> values;
    private int number;
    private int rows;
    private List<JsonNode> last;
    private List<JsonNode> upcoming;
    private boolean ended;

    Pages(RestTemplate.Call call, Map<String, String> values) {
      this.call = call;
      this.values = new HashMap<>(values);
    }

    @Override
    public boolean hasNext() {
      if (upcoming == null && !ended) {
        upcoming = read();
      }
      return upcoming != null;
    }

    @Override
    public List<JsonNode> next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      last = upcoming;
      upcoming = null;
      return last;
    }

    /** The next page; null when there is none. */
    private List<JsonNode> read() {
      values.put("page", Integer.toString(number));
      values.put("offset", Integer.toString(rows));
      values.put("pageSize", Integer.toString(pageSize));
      number++;
      JsonNode answer = send.apply(call, values);
      List<JsonNode> page = RestOrders.list(system, answer, call.orders());
      rows += page.size();
      if (call.next() != null) {
        String cursor = RestOrders.text(answer, call.next());
        ended = cursor.isEmpty();
        if (cursor.equals(values.put("cursor", cursor)) && !ended) {
          throw RejectedByTarget.beforeSending(
              system,
              "cursor",
              "page "
                  + number
                  + " leads to itself: what 'next' names in the template is not what {cursor} is"
                  + " to be");
        }
      } else {
        ended = !call.paged() || page.isEmpty();
      }
      if (!page.isEmpty() && page.equals(last)) {
        throw RejectedByTarget.beforeSending(
            system,
            "offset",
            "page "
                + number
                + " is the page before it once more: the system does not page as the template"
                + " says, see {offset}, {page} and {cursor}");
      }
      return page.isEmpty() && ended ? null : page;
    }
  }
}

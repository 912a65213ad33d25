package org.twinsuite.camel.ditto.component;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Message;
import org.eclipse.ditto.json.JsonArray;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonValue;
import org.twinsuite.camel.ditto.DittoConfiguration;
import org.twinsuite.camel.ditto.DittoConstants;
import org.twinsuite.camel.ditto.TwinChange;
import org.twinsuite.camel.ditto.internal.http.DittoHttp;
import org.twinsuite.camel.ditto.internal.http.HttpHistory;
import org.twinsuite.camel.ditto.internal.protocol.Encoding;
import org.twinsuite.camel.ditto.internal.protocol.ReceivedChange;

/** Search and history, which go over HTTP. */
final class Queries {

  private final DittoConfiguration options;
  private final DittoHttp http;

  Queries(DittoConfiguration options, DittoHttp http) {
    this.options = options;
    this.http = http;
  }

  /** Body becomes a {@link JsonArray} of one page, or an iterator over all things. */
  CompletableFuture<?> search(Message message) {
    String query = query(message);
    String cursor = Headers.text(message, DittoConstants.CURSOR, null);
    if (options.isStreaming()) {
      message.setBody(new SearchPages(c -> page(query, c).join()));
      return CompletableFuture.completedFuture(null);
    }
    return page(query, cursor)
        .thenAccept(
            page -> {
              message.setBody(page.getValue("items").map(JsonValue::asArray).orElse(null));
              message.setHeader(DittoConstants.STATUS, 200);
              message.removeHeader(DittoConstants.CURSOR);
              page.getValue("cursor")
                  .ifPresent(next -> message.setHeader(DittoConstants.CURSOR, next.asString()));
            });
  }

  private String query(Message message) {
    StringBuilder query = new StringBuilder("/api/2/search/things?");
    append(query, "filter", Headers.text(message, DittoConstants.FILTER, null));
    append(query, "fields", Headers.text(message, DittoConstants.FIELDS, null));
    append(query, "namespaces", options.getNamespaces());
    return query.toString();
  }

  private static void append(StringBuilder query, String name, String value) {
    if (value != null) {
      query.append(name).append('=').append(Encoding.query(value)).append('&');
    }
  }

  private CompletableFuture<JsonObject> page(String query, String cursor) {
    String size = "size(" + options.getPageSize() + ")";
    String option = cursor == null ? size : size + ",cursor(" + cursor + ")";
    return http.get(query + "option=" + Encoding.query(option)).thenApply(JsonValue::asObject);
  }

  /** Body becomes the list of changes between the bounds of the headers. */
  CompletableFuture<?> history(Message message) {
    String thingId = Headers.required(message, DittoConstants.THING_ID);
    Long from = message.getHeader(DittoConstants.FROM_REVISION, Long.class);
    Long to = message.getHeader(DittoConstants.TO_REVISION, Long.class);
    List<String> bounds = new ArrayList<>();
    bound(bounds, "from-historical-revision", from);
    bound(bounds, "to-historical-revision", to);
    bound(
        bounds,
        "from-historical-timestamp",
        message.getHeader(DittoConstants.FROM_TIMESTAMP, Instant.class));
    bound(
        bounds,
        "to-historical-timestamp",
        message.getHeader(DittoConstants.TO_TIMESTAMP, Instant.class));
    if (bounds.isEmpty()) {
      bound(bounds, "from-historical-revision", 1L);
    }
    long last = to == null || to < 1 ? Long.MAX_VALUE : to;
    return new HttpHistory(http, null, Long.MAX_VALUE)
        .read(thingId, String.join("&", bounds), last, Integer.MAX_VALUE)
        .thenAccept(
            found -> {
              List<TwinChange> changes =
                  found.changes().stream().map(ReceivedChange::change).toList();
              message.setBody(changes);
              message.setHeader(DittoConstants.STATUS, 200);
            });
  }

  private static void bound(List<String> bounds, String name, Object value) {
    if (value != null) {
      bounds.add(name + "=" + Encoding.query(value.toString()));
    }
  }
}

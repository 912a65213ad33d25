package org.twinsuite.camel.ditto.internal.http;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.twinsuite.camel.ditto.DittoCommandException;
import org.twinsuite.camel.ditto.internal.order.History;
import org.twinsuite.camel.ditto.internal.order.RevisionRange;
import org.twinsuite.camel.ditto.internal.protocol.Encoding;
import org.twinsuite.camel.ditto.internal.protocol.EventFormat;

/** The history API of Ditto 3.2 and later: {@code GET /api/2/things/ID} as server-sent events. */
public final class HttpHistory implements History {

  private final DittoHttp http;
  private final String filter;
  private final long maxChars;

  /**
   * @param filter RQL filter of the consumer; {@code null} for none
   * @param maxChars how many characters of changes are read at once; at least one change is
   */
  public HttpHistory(DittoHttp http, String filter, long maxChars) {
    this.http = http;
    this.filter = filter;
    this.maxChars = maxChars;
  }

  @Override
  public CompletableFuture<Found> changes(String thingId, RevisionRange range, int limit) {
    return read(
            thingId,
            "from-historical-revision=" + range.from() + "&to-historical-revision=" + range.to(),
            range.to(),
            limit)
        .exceptionallyCompose(
            failure -> {
              Throwable cause =
                  failure instanceof CompletionException ? failure.getCause() : failure;
              if (cause instanceof DittoCommandException e && e.status() == 404) {
                return CompletableFuture.completedFuture(new Found(List.of(), range.to()));
              }
              return CompletableFuture.failedFuture(cause);
            });
  }

  /**
   * Any part of the history.
   *
   * @param bounds encoded query parameters {@code from-historical-…} and {@code to-historical-…}
   * @param to last revision of interest
   */
  public CompletableFuture<Found> read(String thingId, String bounds, long to, int limit) {
    String query =
        bounds
            + "&fields="
            + EventFormat.HISTORY_FIELDS
            + (filter == null ? "" : "&filter=" + Encoding.query(filter));
    return http.stream(
        "/api/2/things/" + Encoding.path(thingId) + "?" + query,
        new HistoryStream(to, limit, maxChars));
  }
}

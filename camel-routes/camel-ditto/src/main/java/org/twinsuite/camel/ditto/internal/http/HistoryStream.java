package org.twinsuite.camel.ditto.internal.http;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonValue;
import org.twinsuite.camel.ditto.internal.order.History.Found;
import org.twinsuite.camel.ditto.internal.protocol.EventFormat;
import org.twinsuite.camel.ditto.internal.protocol.ReceivedChange;

/** Collects the server-sent events of a history until enough are there or it ends. */
final class HistoryStream implements DittoHttp.LineCollector<Found> {

  private final long to;
  private final int limit;
  private final long maxChars;
  private long chars;
  private final List<ReceivedChange> changes = new ArrayList<>();
  private final CompletableFuture<Found> result = new CompletableFuture<>();
  private Flow.Subscription subscription;

  /**
   * @param to last revision asked for
   * @param limit how many changes are enough
   * @param maxChars how many characters of changes are enough
   */
  HistoryStream(long to, int limit, long maxChars) {
    this.to = to;
    this.limit = limit;
    this.maxChars = maxChars;
  }

  @Override
  public CompletableFuture<Found> result() {
    return result;
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    this.subscription = subscription;
    subscription.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(String line) {
    if (result.isDone() || !line.startsWith("data:") || line.length() < 7) {
      return;
    }
    try {
      JsonObject data = JsonObject.of(line.substring(5).trim());
      if (data.contains("error") && data.contains("status")) {
        int status = data.getValue("status").map(JsonValue::asInt).orElse(500);
        end(DittoHttp.error(status, data.toString()));
        return;
      }
      ReceivedChange change = EventFormat.fromHistory(data, line.length());
      changes.add(change);
      chars += line.length();
      if (change.revision() >= to || changes.size() >= limit || chars >= maxChars) {
        result.complete(new Found(changes, change.revision()));
        subscription.cancel();
      }
    } catch (RuntimeException | Error e) {
      end(e);
    }
  }

  private void end(Throwable failure) {
    result.completeExceptionally(failure);
    subscription.cancel();
  }

  @Override
  public void onError(Throwable failure) {
    result.completeExceptionally(failure);
  }

  /**
   * What comes after the last change may be invisible, or the stream was cut short: it is complete
   * up to that change, and only one without any says that there is nothing.
   */
  @Override
  public void onComplete() {
    result.complete(
        new Found(changes, changes.isEmpty() ? to : changes.get(changes.size() - 1).revision()));
  }
}

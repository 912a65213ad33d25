package org.twinsuite.sandbox.ditto;

import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonFieldSelector;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonObjectBuilder;
import org.eclipse.ditto.json.JsonPointer;
import org.eclipse.ditto.json.JsonValue;

/** Server-sent events: changes of things as they happen, or the history of one thing. */
final class EventStream {

  private static final long HEARTBEAT_MILLIS = 1_000;
  private static final int BUFFER = 100;

  private final Ditto ditto;

  EventStream(Ditto ditto) {
    this.ditto = ditto;
  }

  void open(HttpExchange exchange, List<String> path) {
    if (!"things".equals(path.get(0))) {
      throw HttpApi.notFound();
    }
    JsonPointer pointer =
        path.size() > 2
            ? ThingsResource.pointer(path.subList(2, path.size()))
            : JsonPointer.empty();
    String fields = pointer.isEmpty() ? exchange.parameter("fields") : pointer.toString();
    JsonFieldSelector selected = Selection.ofThing(fields);
    String id = path.size() > 1 ? path.get(1) : null;
    if (id != null
        && (exchange.parameter("from-historical-revision") != null
            || exchange.parameter("from-historical-timestamp") != null)) {
      history(exchange, id, selected, pointer);
      return;
    }
    EventFilter filter =
        EventFilter.of(
            exchange.caller(),
            exchange.parameter("namespaces"),
            id != null ? id : exchange.parameter("ids"),
            exchange.parameter("filter"),
            exchange.parameter("extraFields"));
    follow(exchange, filter, selected, pointer);
  }

  private void follow(
      HttpExchange exchange, EventFilter filter, JsonFieldSelector fields, JsonPointer pointer) {
    HttpServerResponse response = start(exchange);
    Outbound outbound =
        new Outbound(
            response,
            text -> response.write("data:" + text + "\n\n"),
            BUFFER,
            ditto.droppedEvents());
    ThingStore.Listener listener =
        published -> {
          if (!filter.wants(published.event())) {
            return;
          }
          PolicyCheck check = ditto.thingCommands().checkFor(published);
          PublishedEvent visible = filter.visible(published, check);
          if (visible == null) {
            return;
          }
          JsonObject extra = filter.extra(visible, check);
          JsonValue shown =
              filter.passes(visible, extra) ? shown(visible.event(), extra, fields, pointer) : null;
          if (shown != null) {
            outbound.offer(shown.toString());
          }
        };
    ditto.things().addListener(listener);
    response.write("data:\n\n");
    long heartbeat =
        ditto.vertx().setPeriodic(HEARTBEAT_MILLIS, tick -> response.write("data:\n\n"));
    response.closeHandler(
        closed -> {
          ditto.vertx().cancelTimer(heartbeat);
          ditto.things().removeListener(listener);
        });
  }

  private void history(
      HttpExchange exchange, String id, JsonFieldSelector fields, JsonPointer pointer) {
    HistoryRange range =
        HistoryRange.of(
            exchange.parameter("from-historical-revision"),
            exchange.parameter("to-historical-revision"),
            exchange.parameter("from-historical-timestamp"),
            exchange.parameter("to-historical-timestamp"),
            exchange.parameter("filter"));
    List<TwinEvent> events = range.events(ditto, id, exchange.caller());
    HttpServerResponse response = start(exchange);
    StringBuilder text = new StringBuilder();
    for (TwinEvent event : events) {
      JsonValue shown = shown(event, null, fields, pointer);
      if (shown != null) {
        text.append("data:").append(shown).append("\n\n");
      }
    }
    response.end(text.toString());
  }

  private static HttpServerResponse start(HttpExchange exchange) {
    HttpServerResponse response = exchange.response();
    response.putHeader("content-type", "text/event-stream");
    response.putHeader("cache-control", "no-cache");
    response.putHeader("correlation-id", exchange.headers().get("correlation-id"));
    response.setChunked(true);
    return response;
  }

  /** The event as a part of its thing, {@code null} when nothing selected is in it. */
  private static JsonValue shown(
      TwinEvent event, JsonObject extra, JsonFieldSelector fields, JsonPointer pointer) {
    JsonObject changed = event.asThing();
    JsonObject merged = extra == null ? changed : Changes.patch(extra, changed).asObject();
    if (fields == null) {
      return merged;
    }
    JsonObjectBuilder all =
        JsonFactory.newObjectBuilder(merged)
            .set("_revision", event.revision())
            .set("_modified", event.timestamp().toString());
    boolean context =
        fields.getPointers().stream().anyMatch(p -> p.toString().startsWith("/_context"));
    if (context) {
      all.set("_context", context(event));
    }
    JsonObject selected = Selection.select(all.build(), fields);
    if (selected.isEmpty()) {
      return null;
    }
    return pointer.isEmpty() ? selected : selected.getValue(pointer).orElse(null);
  }

  private static JsonObject context(TwinEvent event) {
    return JsonFactory.newObjectBuilder()
        .set("topic", event.topic().toString())
        .set("path", event.path().toString())
        .set("value", event.value() == null ? JsonFactory.nullLiteral() : event.value())
        .set("headers", Headers.write(event.headers()))
        .build();
  }
}

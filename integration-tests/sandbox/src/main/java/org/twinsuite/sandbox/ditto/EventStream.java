package org.twinsuite.sandbox.ditto;

import java.util.List;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonFieldSelector;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonObjectBuilder;
import org.eclipse.ditto.json.JsonPointer;
import org.eclipse.ditto.json.JsonValue;

/** Server-sent events: changes as they happen, the history of one thing, messages, searches. */
final class EventStream {

  private final Ditto ditto;

  EventStream(Ditto ditto) {
    this.ditto = ditto;
  }

  void open(HttpExchange exchange, List<String> path) {
    if (path.equals(List.of("search", "things"))) {
      search(exchange);
      return;
    }
    if (!"things".equals(path.get(0))) {
      throw HttpApi.notFound();
    }
    if (path.size() > 2 && MessagesResource.isMailbox(path.subList(2, path.size()))) {
      new MessageStream(ditto).open(exchange, path.get(1), path.subList(2, path.size()));
      return;
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
    EventFeed feed = EventFeed.start(ditto, exchange);
    ThingStore.Listener listener =
        published -> {
          JsonValue shown = shown(published, filter, fields, pointer);
          if (shown != null) {
            feed.offer("data:" + shown + "\n\n");
          }
        };
    ditto.things().addListener(listener);
    feed.onClose(() -> ditto.things().removeListener(listener));
  }

  private JsonValue shown(
      PublishedEvent published, EventFilter filter, JsonFieldSelector fields, JsonPointer pointer) {
    if (!filter.wants(published.event())) {
      return null;
    }
    PolicyCheck check = ditto.thingCommands().checkFor(published);
    PublishedEvent visible = filter.visible(published, check);
    if (visible == null) {
      return null;
    }
    JsonObject extra = filter.extra(visible, check);
    return filter.passes(visible, extra) ? shown(visible.event(), extra, fields, pointer) : null;
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
    StringBuilder text = new StringBuilder();
    for (TwinEvent event : range.events(ditto, id, exchange.caller())) {
      JsonValue shown = shown(event, null, fields, pointer);
      if (shown != null) {
        text.append("data:").append(shown).append("\n\n");
      }
    }
    EventFeed.finite(exchange, text.toString());
  }

  /** Search results, each with its thing id as event id, from after {@code Last-Event-ID} on. */
  private void search(HttpExchange exchange) {
    SearchQuery query =
        SearchQuery.of(
            exchange.parameter("filter"),
            exchange.parameter("namespaces"),
            exchange.parameter("fields"),
            exchange.parameter("option"));
    String last = exchange.request().getHeader("last-event-id");
    boolean passed = last == null;
    StringBuilder text = new StringBuilder();
    for (JsonObject match : query.matches(ditto, exchange.caller())) {
      String id = match.getValue("thingId").orElseThrow().asString();
      if (passed) {
        text.append("data:").append(query.shown(match));
        text.append("\nid:").append(id).append("\n\n");
      } else {
        passed = id.equals(last);
      }
    }
    EventFeed.finite(exchange, text.toString());
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
    if (selected.remove("_context").isEmpty()) {
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

package org.twinsuite.sandbox.ditto;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonObjectBuilder;
import org.eclipse.ditto.json.JsonValue;
import org.eclipse.ditto.messages.model.MessagePayloadSizeTooLargeException;
import org.eclipse.ditto.messages.model.SubjectInvalidException;
import org.eclipse.ditto.things.model.ThingId;

/** Inbox and outbox of a thing or feature: {@code …/inbox/messages/<subject>} and claims. */
final class MessagesResource {

  private static final int ACCEPTED = 202;
  private static final int LARGEST = 250 * 1024;

  private final Ditto ditto;
  private final LiveMessages messages;

  MessagesResource(Ditto ditto) {
    this.ditto = ditto;
    this.messages = new LiveMessages(ditto);
  }

  /** Whether a path below a thing is a mailbox. */
  static boolean isMailbox(List<String> below) {
    int at = below.size() > 2 && "features".equals(below.get(0)) ? 2 : 0;
    return below.size() > at + 1
        && ("inbox".equals(below.get(at)) || "outbox".equals(below.get(at)));
  }

  void handle(HttpExchange exchange, String id, List<String> below) {
    if (!"POST".equals(exchange.method())) {
      throw ThingsResource.notAllowed(exchange);
    }
    if (below.get(below.size() - 1).equals("messages")) {
      throw SubjectInvalidException.newBuilder("").build();
    }
    if (exchange.rawBody().length() > LARGEST) {
      throw MessagePayloadSizeTooLargeException.newBuilder(exchange.rawBody().length(), LARGEST)
          .build();
    }
    LiveSignal signal = signal(exchange, ThingId.of(id), below);
    messages.authorize(signal, exchange.caller());
    if (!LiveMessages.awaitsAnswer(signal)) {
      ditto.live().publish(signal);
      exchange.reply(Reply.of(ACCEPTED, null));
      return;
    }
    messages.ask(signal, answer -> answered(exchange, answer), exchange::fail);
  }

  private static LiveSignal signal(HttpExchange exchange, ThingId id, List<String> below) {
    int box = "features".equals(below.get(0)) ? 2 : 0;
    boolean claim = below.size() == box + 2 && "claim".equals(below.get(box + 1));
    String subject = claim ? "claim" : String.join("/", below.subList(box + 2, below.size()));
    String path = "/" + String.join("/", below.subList(0, box + 1)) + "/messages/" + subject;
    Topic topic =
        new Topic(id.getNamespace(), id.getName(), Topic.THINGS, "live", "messages", subject);
    Map<String, String> headers = exchange.headers();
    headers.putIfAbsent("content-type", "application/octet-stream");
    JsonObject head = JsonFactory.newObjectBuilder().set("path", path).build();
    JsonObjectBuilder json =
        JsonFactory.newObjectBuilder()
            .set("topic", topic.toString())
            .set("headers", Headers.write(LiveHeaders.of(topic, headers, head, exchange.caller())))
            .set("path", path);
    if (exchange.rawBody().length() > 0) {
      json.set("value", payload(headers.get("content-type"), exchange.rawBody()));
    }
    return new LiveSignal(topic, json.build(), headers, null);
  }

  /** JSON as it is, text as a string, anything else in Base64. */
  private static JsonValue payload(String contentType, Buffer body) {
    if (isJson(contentType)) {
      return JsonFactory.readFrom(body.toString(StandardCharsets.UTF_8));
    }
    return JsonFactory.newValue(
        isText(contentType)
            ? body.toString(StandardCharsets.UTF_8)
            : Base64.getEncoder().encodeToString(body.getBytes()));
  }

  private static void answered(HttpExchange exchange, LiveSignal answer) {
    JsonObject json = answer.json();
    String type = answer.headers().getOrDefault("content-type", "application/json");
    exchange.response().setStatusCode(json.getValue("status").map(JsonValue::asInt).orElse(200));
    exchange.response().putHeader("correlation-id", exchange.headers().get("correlation-id"));
    JsonValue value = json.getValue("value").orElse(null);
    if (value == null) {
      exchange.response().end();
      return;
    }
    exchange.response().putHeader("content-type", type);
    if (isJson(type) || !value.isString()) {
      exchange.response().end(value.toString());
    } else if (isText(type)) {
      exchange.response().end(value.asString());
    } else {
      exchange.response().end(Buffer.buffer(Base64.getDecoder().decode(value.asString())));
    }
  }

  private static boolean isJson(String contentType) {
    return contentType.startsWith("application/json") || contentType.contains("+json");
  }

  private static boolean isText(String contentType) {
    return contentType.startsWith("text/");
  }
}

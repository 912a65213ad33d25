package org.twinsuite.sandbox.ditto;

import java.util.Map;
import org.eclipse.ditto.base.model.auth.AuthorizationContext;
import org.eclipse.ditto.base.model.headers.DittoHeaders;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonObjectBuilder;
import org.eclipse.ditto.json.JsonPointer;
import org.eclipse.ditto.json.JsonValue;
import org.eclipse.ditto.protocol.adapter.UnknownTopicPathException;

/** Ditto protocol messages of one connection, executed and answered. */
final class ProtocolCommands {

  private final Ditto ditto;
  private final AuthorizationContext caller;
  private final Object session;
  private final Outbound outbound;
  private final ProtocolHistory history;

  ProtocolCommands(Ditto ditto, AuthorizationContext caller, Object session, Outbound outbound) {
    this.ditto = ditto;
    this.caller = caller;
    this.session = session;
    this.outbound = outbound;
    this.history = new ProtocolHistory(ditto, caller, outbound);
  }

  void execute(Topic topic, JsonObject message, Map<String, String> headers) {
    switch (topic.criterion()) {
      case "commands" -> command(topic, message, headers);
      case "streaming" -> history.execute(topic, message, headers);
      default -> throw unsupported(topic);
    }
  }

  void close() {
    history.close();
  }

  private void command(Topic topic, JsonObject message, Map<String, String> headers) {
    TwinCommand command = twinCommand(topic, message, headers);
    Reply reply = ditto.thingCommands().execute(command);
    if (!"false".equals(headers.get("response-required"))) {
      outbound.send(answer(topic, message, headers, reply));
    }
  }

  private TwinCommand twinCommand(Topic topic, JsonObject message, Map<String, String> headers) {
    message.getValue("fields").ifPresent(f -> headers.put("fields", f.asString()));
    TwinCommand.Verb verb;
    try {
      verb = TwinCommand.Verb.valueOf(topic.action());
    } catch (IllegalArgumentException e) {
      throw unsupported(topic);
    }
    return new TwinCommand(
        verb,
        topic.entityId(),
        message.getValue("path").map(p -> JsonPointer.of(p.asString())).orElse(JsonPointer.empty()),
        message.getValue("value").orElse(null),
        headers,
        caller,
        session);
  }

  private static String answer(
      Topic topic, JsonObject message, Map<String, String> headers, Reply reply) {
    Map<String, String> outlasting = Headers.outlasting(headers);
    outlasting.put("content-type", "application/json");
    if (reply.tag() != null) {
      outlasting.put("etag", reply.tag().toString());
    }
    if (reply.revision() >= 0) {
      outlasting.put("entity-revision", Long.toString(reply.revision()));
    }
    JsonObjectBuilder answer =
        JsonFactory.newObjectBuilder()
            .set("topic", topic.toString())
            .set("headers", Headers.write(outlasting))
            .set("path", message.getValue("path").map(JsonValue::asString).orElse("/"));
    if (reply.body() != null) {
      answer.set("value", reply.body());
    }
    return answer.set("status", reply.status()).build().toString();
  }

  static UnknownTopicPathException unsupported(Topic topic) {
    return UnknownTopicPathException.fromMessage(
        "The topic path <" + topic + "> is not supported.", DittoHeaders.empty());
  }
}

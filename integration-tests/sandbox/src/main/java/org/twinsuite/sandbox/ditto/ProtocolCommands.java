package org.twinsuite.sandbox.ditto;

import java.util.Map;
import org.eclipse.ditto.base.model.auth.AuthorizationContext;
import org.eclipse.ditto.base.model.exceptions.DittoRuntimeException;
import org.eclipse.ditto.base.model.headers.DittoHeaders;
import org.eclipse.ditto.json.JsonArrayBuilder;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonObjectBuilder;
import org.eclipse.ditto.json.JsonPointer;
import org.eclipse.ditto.json.JsonValue;
import org.eclipse.ditto.protocol.adapter.UnknownTopicPathException;
import org.eclipse.ditto.things.model.signals.commands.exceptions.MissingThingIdsException;

/** Ditto protocol messages of one connection, executed and answered. */
final class ProtocolCommands {

  private final Ditto ditto;
  private final AuthorizationContext caller;
  private final Object session;
  private final Outbound outbound;
  private final Pointers pointers = new Pointers();
  private final DemandStreams streams;
  private final ProtocolHistory history;
  private final ProtocolSearch search;
  private final ProtocolLive live;

  ProtocolCommands(Ditto ditto, AuthorizationContext caller, Object session, Outbound outbound) {
    this.ditto = ditto;
    this.caller = caller;
    this.session = session;
    this.outbound = outbound;
    this.streams = new DemandStreams(outbound);
    this.history = new ProtocolHistory(ditto, caller, streams);
    this.search = new ProtocolSearch(ditto, caller, streams);
    this.live = new ProtocolLive(ditto, caller, session, outbound);
  }

  void execute(Topic topic, JsonObject message, Map<String, String> headers) {
    if ("live".equals(topic.channel())) {
      live.execute(topic, message, headers);
      return;
    }
    switch (topic.criterion()) {
      case "commands" -> command(topic, message, headers);
      case "streaming" -> history.execute(topic, message, headers);
      case "search" -> search.execute(topic, message, headers);
      default -> throw unsupported(topic);
    }
  }

  void close() {
    streams.close();
  }

  private void command(Topic topic, JsonObject message, Map<String, String> headers) {
    boolean policy = Topic.POLICIES.equals(topic.group());
    boolean several = "_".equals(topic.namespace()) || "_".equals(topic.name());
    if (policy) {
      TwinCommand command = twinCommand(topic, message, headers, JsonPointer.empty());
      String path = message.getValue("path").map(JsonValue::asString).orElse("/");
      answer(topic, message, headers, ditto.policyCommands().execute(command, path));
    } else if (several && "retrieve".equals(topic.action())) {
      answer(topic, message, headers, retrieveSeveral(topic, message, headers));
    } else {
      JsonPointer path =
          message.getValue("path").map(p -> pointers.of(p.asString())).orElse(JsonPointer.empty());
      TwinCommand command = twinCommand(topic, message, headers, path);
      ditto.withModels(
          command,
          () -> answer(topic, message, headers, ditto.thingCommands().execute(command)),
          failure -> outbound.send(ProtocolErrors.text(topic, headers, ErrorBody.of(failure))));
    }
  }

  private void answer(Topic topic, JsonObject message, Map<String, String> headers, Reply reply) {
    if ("false".equals(headers.get("response-required"))) {
      return;
    }
    AckRequests requests = AckRequests.of(headers);
    boolean asks = "retrieve".equals(topic.action()) || Topic.POLICIES.equals(topic.group());
    if (asks || requests.ofSubscribers().isEmpty()) {
      outbound.send(text(topic, message, headers, reply));
      return;
    }
    AcknowledgedChange.await(
        ditto,
        requests,
        headers,
        Timeouts.of(headers, Timeouts.USUAL),
        reply,
        answer -> outbound.send(acknowledged(topic, headers, answer)));
  }

  /** Things by their ids; those the caller may not see are left out. */
  private Reply retrieveSeveral(Topic topic, JsonObject message, Map<String, String> headers) {
    JsonValue ids =
        ThingPayload.object(message.getValue("value").orElse(null))
            .getValue("thingIds")
            .orElseThrow(() -> MissingThingIdsException.newBuilder().build());
    JsonArrayBuilder found = JsonFactory.newArrayBuilder();
    for (JsonValue id : ids.asArray()) {
      TwinCommand one = twinCommand(topic, message, headers, JsonPointer.empty());
      try {
        found.add(ditto.thingCommands().execute(one.to(id.asString())).body());
      } catch (DittoRuntimeException hidden) {
        if (hidden.getHttpStatus().getCode() != 404) {
          throw hidden;
        }
      }
    }
    return Reply.of(200, found.build());
  }

  private TwinCommand twinCommand(
      Topic topic, JsonObject message, Map<String, String> headers, JsonPointer path) {
    message.getValue("fields").ifPresent(f -> headers.put("fields", f.asString()));
    TwinCommand.Verb verb;
    try {
      verb = TwinCommand.Verb.valueOf(topic.action());
    } catch (IllegalArgumentException e) {
      throw unsupported(topic);
    }
    if (verb == TwinCommand.Verb.merge) {
      MergePatch.require(headers);
    }
    return new TwinCommand(
        verb,
        topic.entityId(),
        path,
        message.getValue("value").orElse(null),
        headers,
        caller,
        session);
  }

  private static String acknowledged(
      Topic topic, Map<String, String> headers, AcknowledgedChange.Answer answer) {
    JsonObjectBuilder text =
        JsonFactory.newObjectBuilder()
            .set("topic", topic.with("acks", answer.label() == null ? "" : answer.label()))
            .set("headers", Headers.write(Headers.outlasting(headers)))
            .set("path", "/");
    if (answer.body() != null) {
      text.set("value", answer.body());
    }
    return text.set("status", answer.status()).build().toString();
  }

  private static String text(
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

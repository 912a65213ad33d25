package org.twinsuite.sandbox.ditto;

import io.vertx.core.http.ServerWebSocket;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.eclipse.ditto.base.model.auth.AuthorizationContext;
import org.eclipse.ditto.base.model.exceptions.DittoJsonException;
import org.eclipse.ditto.base.model.exceptions.DittoRuntimeException;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonMissingFieldException;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonRuntimeException;
import org.eclipse.ditto.json.JsonValue;
import org.eclipse.ditto.protocol.adapter.UnknownTopicPathException;

/** One WebSocket connection: control messages in plain text, everything else Ditto protocol. */
final class WebSocketSession {

  private final Ditto ditto;
  private final Outbound outbound;
  private final Subscriptions subscriptions;
  private final ProtocolCommands commands;

  WebSocketSession(Ditto ditto, ServerWebSocket socket, AuthorizationContext caller) {
    this.ditto = ditto;
    this.outbound =
        new Outbound(
            socket, socket::writeTextMessage, ditto.config().eventBuffer(), ditto.droppedEvents());
    this.subscriptions = new Subscriptions(ditto, caller, this, outbound);
    this.commands = new ProtocolCommands(ditto, caller, this, outbound);
    socket.textMessageHandler(this::received);
    socket.closeHandler(nothing -> closed());
  }

  /** Declares the labels under which this connection acknowledges; closes when one is taken. */
  void declare(String labels, ServerWebSocket socket) {
    try {
      ditto.acknowledgements().declare(this, EventFilter.list(labels));
    } catch (DittoRuntimeException e) {
      outbound.send(ProtocolErrors.text(null, Map.of(), e));
      socket.close();
    }
  }

  private void received(String text) {
    if (text.isEmpty()) {
      return;
    }
    if (text.charAt(0) != '{' && subscriptions.control(text)) {
      return;
    }
    Topic topic = null;
    Map<String, String> headers = new HashMap<>();
    try {
      JsonObject message = JsonFactory.newObject(text);
      headers = Headers.read(message.getValue("headers").orElse(null));
      headers.putIfAbsent("correlation-id", UUID.randomUUID().toString());
      topic =
          Topic.parse(
              message
                  .getValue("topic")
                  .map(JsonValue::asString)
                  .orElseThrow(WebSocketSession::withoutTopic));
      if ("acks".equals(topic.criterion())) {
        String label = topic.action();
        topic = null;
        ditto.acknowledgements().give(this, label, headers.get("correlation-id"), message);
        return;
      }
      commands.execute(topic, message, headers);
    } catch (UnknownTopicPathException e) {
      outbound.send(ProtocolErrors.text(null, headers, unknown(e)));
    } catch (DittoRuntimeException e) {
      outbound.send(ProtocolErrors.text(topic, headers, e));
    } catch (JsonRuntimeException e) {
      outbound.send(ProtocolErrors.text(topic, headers, new DittoJsonException(e)));
    } catch (RuntimeException e) {
      outbound.send(ProtocolErrors.text(topic, headers, ErrorBody.internal(e)));
    }
  }

  /** The library's error code is that of Ditto 2. */
  private static DittoRuntimeException unknown(UnknownTopicPathException e) {
    return DittoError.of(
        "protocoladapter:unknown.topicpath",
        e.getHttpStatus(),
        e.getMessage(),
        e.getDescription().orElse("Check if the topic path is correct."));
  }

  private static DittoRuntimeException withoutTopic() {
    return new DittoJsonException(
        JsonMissingFieldException.newBuilder().fieldName("topic").build());
  }

  private void closed() {
    ditto.acknowledgements().release(this);
    subscriptions.close();
    commands.close();
  }
}

package org.twinsuite.sandbox.ditto;

import java.util.Map;
import org.eclipse.ditto.base.model.auth.AuthorizationContext;
import org.eclipse.ditto.base.model.exceptions.DittoJsonException;
import org.eclipse.ditto.json.JsonMissingFieldException;
import org.eclipse.ditto.json.JsonObject;

/** Messages, live commands and live events that come over one connection, and their answers. */
final class ProtocolLive {

  private final Ditto ditto;
  private final AuthorizationContext caller;
  private final Object session;
  private final Outbound outbound;
  private final LiveMessages messages;

  ProtocolLive(Ditto ditto, AuthorizationContext caller, Object session, Outbound outbound) {
    this.ditto = ditto;
    this.caller = caller;
    this.session = session;
    this.outbound = outbound;
    this.messages = new LiveMessages(ditto);
  }

  void execute(Topic topic, JsonObject message, Map<String, String> headers) {
    if ("events".equals(topic.criterion()) && !message.contains("revision")) {
      throw new DittoJsonException(
          JsonMissingFieldException.newBuilder().fieldName("/revision").build());
    }
    if ("commands".equals(topic.criterion()) && "merge".equals(topic.action())) {
      MergePatch.require(headers);
    }
    JsonObject json =
        message.setValue("headers", Headers.write(LiveHeaders.of(topic, headers, message, caller)));
    LiveSignal signal = new LiveSignal(topic, json, headers, session);
    if (message.contains("status") || "errors".equals(topic.criterion())) {
      ditto.live().answer(headers.get("correlation-id"), signal);
      return;
    }
    messages.authorize(signal, caller);
    if (LiveMessages.awaitsAnswer(signal)) {
      messages.ask(
          signal,
          answer -> outbound.send(answer.text()),
          failure -> outbound.send(ProtocolErrors.text(topic, headers, failure)));
    } else {
      ditto.live().publish(signal);
    }
  }
}

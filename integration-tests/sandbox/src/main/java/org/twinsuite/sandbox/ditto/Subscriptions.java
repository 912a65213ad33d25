package org.twinsuite.sandbox.ditto;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.ditto.base.model.auth.AuthorizationContext;
import org.eclipse.ditto.base.model.exceptions.DittoRuntimeException;
import org.eclipse.ditto.json.JsonObject;

/** What one WebSocket has asked to be sent, by its {@code START-SEND-…} messages. */
final class Subscriptions
    implements ThingStore.Listener, LiveBus.Listener, SubjectDeletion.Listener {

  private final Ditto ditto;
  private final AuthorizationContext caller;
  private final Object session;
  private final Outbound outbound;
  private final Map<Streaming, EventFilter> active = new EnumMap<>(Streaming.class);

  Subscriptions(Ditto ditto, AuthorizationContext caller, Object session, Outbound outbound) {
    this.ditto = ditto;
    this.caller = caller;
    this.session = session;
    this.outbound = outbound;
    ditto.things().addListener(this);
    ditto.live().addListener(this);
    ditto.policies().addListener(this);
  }

  void close() {
    ditto.things().removeListener(this);
    ditto.live().removeListener(this);
    ditto.policies().removeListener(this);
  }

  /** Handles a control message; {@code false} when the text is none. */
  boolean control(String text) {
    int question = text.indexOf('?');
    String command = question < 0 ? text : text.substring(0, question);
    if ("JWT-TOKEN".equals(command)) {
      return true;
    }
    Streaming streaming = Streaming.ofStart(command);
    if (streaming != null) {
      start(streaming, command, question < 0 ? "" : text.substring(question + 1));
      return true;
    }
    streaming = Streaming.ofStop(command);
    if (streaming != null) {
      active.remove(streaming);
      outbound.send(command + ":ACK");
      return true;
    }
    return false;
  }

  private void start(Streaming streaming, String command, String query) {
    Map<String, String> parameters = new HashMap<>();
    for (String pair : query.split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        parameters.put(
            pair.substring(0, equals),
            URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
      }
    }
    try {
      active.put(
          streaming,
          EventFilter.of(
              caller,
              parameters.get("namespaces"),
              null,
              parameters.get("filter"),
              parameters.get("extraFields")));
      outbound.send(command + ":ACK");
    } catch (RuntimeException e) {
      DittoRuntimeException error = ErrorBody.of(e);
      outbound.send(ProtocolErrors.text(null, Map.of(), error));
    }
  }

  @Override
  public void changed(PublishedEvent published) {
    EventFilter filter = active.get(Streaming.EVENTS);
    if (filter == null || published.origin() == session || !filter.wants(published.event())) {
      return;
    }
    PolicyCheck check = ditto.thingCommands().checkFor(published);
    PublishedEvent visible = filter.visible(published, check);
    if (visible == null) {
      return;
    }
    JsonObject extra = filter.extra(visible, check);
    if (filter.passes(visible, extra)) {
      outbound.offer(visible.text(extra));
    }
  }

  @Override
  public boolean live(LiveSignal signal) {
    EventFilter filter = active.get(signal.streaming());
    if (filter == null || signal.origin() == session || !signal.concerns(filter, ditto)) {
      return false;
    }
    outbound.offer(signal.text());
    return true;
  }

  @Override
  public void announced(SubjectDeletion deletion) {
    EventFilter filter = active.get(Streaming.POLICY_ANNOUNCEMENTS);
    boolean wanted =
        filter != null
            && (filter.namespaces().isEmpty()
                || filter.namespaces().contains(deletion.policy().getNamespace()));
    if (wanted
        && caller.getAuthorizationSubjectIds().stream().anyMatch(deletion.subjects()::contains)) {
      outbound.offer(deletion.text());
    }
  }
}

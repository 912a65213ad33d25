package org.twinsuite.sandbox.ditto;

import java.util.HashMap;
import java.util.Map;
import org.eclipse.ditto.base.model.auth.AuthorizationContext;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonValue;

/** Headers that Ditto adds to messages, live commands and live events on their way. */
final class LiveHeaders {

  private LiveHeaders() {}

  static Map<String, String> of(
      Topic topic, Map<String, String> given, JsonObject json, AuthorizationContext caller) {
    Map<String, String> headers = new HashMap<>(given);
    headers.put("channel", "live");
    caller
        .getFirstAuthorizationSubject()
        .ifPresent(subject -> headers.put("ditto-originator", subject.getId()));
    boolean event = "events".equals(topic.criterion());
    boolean answer = json.contains("status");
    headers.putIfAbsent("response-required", Boolean.toString(!event && !answer));
    if (event) {
      headers.put("response-required", "false");
      headers.putIfAbsent("content-type", "application/json");
      json.getValue("revision").ifPresent(r -> headers.put("entity-revision", r.toString()));
    }
    if ("messages".equals(topic.criterion())) {
      String path = json.getValue("path").map(JsonValue::asString).orElse("");
      headers.put("ditto-message-thing-id", topic.entityId());
      headers.put("ditto-message-subject", topic.action());
      headers.put("ditto-message-direction", path.contains("outbox/") ? "FROM" : "TO");
      if (path.startsWith("/features/")) {
        headers.put("ditto-message-feature-id", path.split("/")[2]);
      }
    }
    return headers;
  }
}

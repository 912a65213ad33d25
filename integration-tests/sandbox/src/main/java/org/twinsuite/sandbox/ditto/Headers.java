package org.twinsuite.sandbox.ditto;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonObjectBuilder;
import org.eclipse.ditto.json.JsonRuntimeException;
import org.eclipse.ditto.json.JsonValue;

/** Ditto headers of commands, events and answers. */
final class Headers {

  /** Headers that say how a command is to be executed and mean nothing afterwards. */
  private static final Set<String> OF_COMMANDS_ONLY =
      Set.of(
          "condition",
          "if-match",
          "if-none-match",
          "if-equal",
          "fields",
          "timeout",
          "response-required",
          "at-historical-revision",
          "at-historical-timestamp",
          "live-channel-condition",
          "live-channel-timeout-strategy",
          "put-metadata",
          "get-metadata",
          "delete-metadata",
          "merge-thing-patch-conditions",
          "reply-to");

  private static final Set<String> JSON_VALUED =
      Set.of("requested-acks", "response-required", "version", "entity-revision");

  private Headers() {}

  /** Reads protocol headers; values that are no strings keep their JSON text. */
  static Map<String, String> read(JsonValue headers) {
    Map<String, String> result = new HashMap<>();
    if (headers != null && headers.isObject() && !headers.isNull()) {
      headers
          .asObject()
          .forEach(
              field -> {
                JsonValue value = field.getValue();
                result.put(
                    field.getKeyName().toLowerCase(Locale.ROOT),
                    value.isString() ? value.asString() : value.toString());
              });
    }
    return result;
  }

  /** Writes headers as Ditto types them. */
  static JsonObject write(Map<String, String> headers) {
    JsonObjectBuilder builder = JsonFactory.newObjectBuilder();
    headers.forEach((name, value) -> builder.set(JsonFactory.newKey(name), typed(name, value)));
    return builder.build();
  }

  /** Writes headers as {@link #write} does, without the detour of a JSON object. */
  static void append(StringBuilder text, Map<String, String> headers) {
    char separator = '{';
    for (Map.Entry<String, String> header : headers.entrySet()) {
      text.append(separator).append(JsonFactory.newValue(header.getKey())).append(':');
      text.append(typed(header.getKey(), header.getValue()));
      separator = ',';
    }
    text.append(separator == '{' ? "{}" : "}");
  }

  private static JsonValue typed(String name, String value) {
    if (JSON_VALUED.contains(name)) {
      if ("false".equals(value)) {
        return JsonFactory.newValue(false);
      }
      try {
        return JsonFactory.readFrom(value);
      } catch (JsonRuntimeException e) {
        return JsonFactory.newValue(value);
      }
    }
    return JsonFactory.newValue(value);
  }

  /** What of a command's headers its event carries, and who caused it. */
  static Map<String, String> ofEvent(TwinCommand command) {
    Map<String, String> headers = outlasting(command.headers());
    command
        .caller()
        .getFirstAuthorizationSubject()
        .ifPresent(subject -> headers.put("ditto-originator", subject.getId()));
    headers.put("response-required", "false");
    headers.putIfAbsent("content-type", "application/json");
    return headers;
  }

  /** A command's headers without those that only say how to execute it. */
  static Map<String, String> outlasting(Map<String, String> headers) {
    Map<String, String> kept = new HashMap<>(headers);
    kept.keySet().removeAll(OF_COMMANDS_ONLY);
    return kept;
  }
}

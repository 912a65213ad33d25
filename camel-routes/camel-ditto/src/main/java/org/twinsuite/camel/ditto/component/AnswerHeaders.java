package org.twinsuite.camel.ditto.component;

import org.apache.camel.Message;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonValue;
import org.twinsuite.camel.ditto.DittoCommandException;
import org.twinsuite.camel.ditto.DittoConstants;

/** What an answer of Ditto says beside its value. */
final class AnswerHeaders {

  private AnswerHeaders() {}

  static void copy(Message message, int status, JsonObject answer) {
    message.setHeader(DittoConstants.STATUS, status);
    JsonObject headers = answer.getValue("headers").map(JsonValue::asObject).orElse(null);
    Long revision = headers == null ? null : revision(headers);
    if (revision != null) {
      message.setHeader(DittoConstants.REVISION, revision);
    }
  }

  /** {@code null} when the answer has none. */
  static String contentType(JsonObject answer) {
    return answer
        .getValue("headers")
        .filter(JsonValue::isObject)
        .flatMap(headers -> headers.asObject().getValue("content-type"))
        .filter(JsonValue::isString)
        .map(JsonValue::asString)
        .orElse(null);
  }

  static boolean isError(JsonObject answer) {
    return answer
        .getValue("topic")
        .filter(JsonValue::isString)
        .map(JsonValue::asString)
        .filter(topic -> topic.endsWith("/errors"))
        .isPresent();
  }

  static DittoCommandException exception(int status, JsonValue value) {
    JsonObject body = value != null && value.isObject() ? value.asObject() : JsonObject.empty();
    return DittoCommandException.of(status, body);
  }

  private static Long revision(JsonObject headers) {
    String text =
        headers
            .getValue("entity-revision")
            .or(() -> headers.getValue("etag"))
            .map(JsonValue::formatAsString)
            .orElse("");
    String digits = text.replaceAll("^\"?(W/)?\"?rev:|\"$", "");
    return digits.matches("\\d{1,18}") ? Long.valueOf(digits) : null;
  }
}

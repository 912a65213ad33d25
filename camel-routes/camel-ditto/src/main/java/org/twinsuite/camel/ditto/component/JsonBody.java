package org.twinsuite.camel.ditto.component;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Collection;
import java.util.Map;
import org.apache.camel.Message;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonParseException;
import org.eclipse.ditto.json.JsonValue;
import org.twinsuite.camel.ditto.internal.protocol.MessageContent;
import org.twinsuite.camel.ditto.internal.protocol.WellFormed;

/** Takes the body of a message as JSON, whatever it is made of. */
final class JsonBody {

  /** NaN and Infinity are written as they are, which is not JSON, and found by that. */
  private static final ObjectMapper JACKSON =
      JsonMapper.builder().disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS).build();

  private JsonBody() {}

  /**
   * @throws IllegalArgumentException when the body is not JSON, or holds text or numbers that
   *     cannot be sent; names the place
   */
  static JsonValue value(Message message) {
    Object body = message.getBody();
    return WellFormed.json(
        "The body", body instanceof JsonValue value ? value : parse(text(message, body), body));
  }

  private static JsonValue parse(String text, Object body) {
    try {
      return JsonFactory.readFrom(text);
    } catch (JsonParseException e) {
      String number = NonFinite.in(body);
      throw new IllegalArgumentException(
          number == null
              ? "The body is not valid JSON: " + e.getMessage()
              : "The body at " + number + " is not a number of JSON",
          e);
    }
  }

  private static String text(Message message, Object body) {
    if (body == null) {
      return "null";
    }
    if (body instanceof JsonNode
        || body instanceof Map
        || body instanceof Collection
        || body instanceof Number
        || body instanceof Boolean) {
      try {
        return JACKSON.writeValueAsString(body);
      } catch (JsonProcessingException e) {
        throw new IllegalArgumentException("The body cannot be written as JSON", e);
      }
    }
    String text =
        body instanceof byte[] bytes
            ? new MessageContent("application/json").decode(bytes)
            : message.getBody(String.class);
    if (text == null) {
      throw new IllegalArgumentException(
          "The body must be JSON as text, JsonValue, Map, Collection or JsonNode but is a "
              + body.getClass().getName());
    }
    return text;
  }
}

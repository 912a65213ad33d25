package org.twinsuite.camel.ditto;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Collection;
import java.util.Map;
import org.apache.camel.Message;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonParseException;
import org.eclipse.ditto.json.JsonValue;

/** Takes the body of a message as JSON, whatever it is made of. */
final class JsonBody {

  private static final ObjectMapper JACKSON = new ObjectMapper();

  private JsonBody() {}

  /**
   * @throws IllegalArgumentException when the body is no JSON
   */
  static JsonValue value(Message message) {
    Object body = message.getBody();
    if (body instanceof JsonValue value) {
      return value;
    }
    try {
      return JsonFactory.readFrom(text(message, body));
    } catch (JsonParseException e) {
      throw new IllegalArgumentException("The body is no JSON: " + e.getMessage(), e);
    }
  }

  private static String text(Message message, Object body) {
    if (body == null) {
      return "null";
    }
    if (body instanceof JsonNode node) {
      return node.toString();
    }
    if (body instanceof Map
        || body instanceof Collection
        || body instanceof Number
        || body instanceof Boolean) {
      try {
        return JACKSON.writeValueAsString(body);
      } catch (JsonProcessingException e) {
        throw new IllegalArgumentException("The body cannot be written as JSON", e);
      }
    }
    String text = message.getBody(String.class);
    if (text == null) {
      throw new IllegalArgumentException(
          "The body must be JSON as text, JsonValue, Map, Collection or JsonNode but is a "
              + body.getClass().getName());
    }
    return text;
  }
}

package org.twinsuite.camel.ditto.component;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import org.apache.camel.Message;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonValue;
import org.twinsuite.camel.ditto.DittoConstants;
import org.twinsuite.camel.ditto.internal.protocol.MessageContent;
import org.twinsuite.camel.ditto.internal.protocol.WellFormed;

/** Writes the body of a message as the value of a live message, by its content type. */
final class MessageBody {

  private static final String JSON = "application/json";
  private static final String BINARY = "application/octet-stream";

  private MessageBody() {}

  /** The content type of the header; when there is none, binary for bytes and JSON for the rest. */
  static MessageContent content(Message message) {
    String given = Headers.text(message, DittoConstants.CONTENT_TYPE, null);
    if (given != null && !given.isBlank()) {
      return new MessageContent(given);
    }
    Object body = message.getBody();
    boolean bytes =
        body instanceof byte[] || body instanceof ByteBuffer || body instanceof InputStream;
    return new MessageContent(bytes ? BINARY : JSON);
  }

  /**
   * @throws IllegalArgumentException when the body is not what its content type says
   */
  static JsonValue value(Message message, MessageContent content) {
    return switch (content.kind()) {
      case JSON -> JsonBody.value(message);
      case TEXT -> JsonFactory.newValue(WellFormed.text("The body", text(message, content)));
      case BINARY -> MessageContent.base64(bytes(message, content));
    };
  }

  private static String text(Message message, MessageContent content) {
    Object body = message.getBody();
    if (body instanceof byte[] || body instanceof ByteBuffer || body instanceof InputStream) {
      return content.decode(bytes(message, content));
    }
    return required(message, String.class, content);
  }

  private static byte[] bytes(Message message, MessageContent content) {
    Object body = message.getBody();
    if (body instanceof ByteBuffer buffer) {
      byte[] bytes = new byte[buffer.remaining()];
      buffer.duplicate().get(bytes);
      return bytes;
    }
    if (body instanceof CharSequence text) {
      return encode(text, content.charset());
    }
    if (body instanceof JsonValue json) {
      return encode(json.isString() ? json.asString() : json.toString(), content.charset());
    }
    return required(message, byte[].class, content);
  }

  private static byte[] encode(CharSequence text, Charset charset) {
    WellFormed.text("The body", text.toString());
    try {
      ByteBuffer encoded = charset.newEncoder().encode(CharBuffer.wrap(text));
      byte[] bytes = new byte[encoded.remaining()];
      encoded.get(bytes);
      return bytes;
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("The body has characters that " + charset + " lacks", e);
    }
  }

  private static <T> T required(Message message, Class<T> type, MessageContent content) {
    T converted = message.getBody(type);
    if (converted == null) {
      throw new IllegalArgumentException(
          "The body of a message of type %s must be text or bytes but is a %s"
              .formatted(content.type(), message.getBody().getClass().getName()));
    }
    return converted;
  }
}

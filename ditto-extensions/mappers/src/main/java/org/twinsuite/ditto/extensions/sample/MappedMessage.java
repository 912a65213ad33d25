package org.twinsuite.ditto.extensions.sample;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A message as it came from the connection.
 *
 * @param headers headers by name; the names' case is the transport's
 * @param text the payload as text; {@code null} if it came as bytes
 * @param bytes the payload as bytes; {@code null} if it came as text
 * @param receivedAt now, milliseconds since 1970
 * @param correlationId id that every error and every message made from this one carries
 */
public record MappedMessage(
    Map<String, String> headers,
    String text,
    ByteBuffer bytes,
    long receivedAt,
    String correlationId) {

  /** A header, {@code null} if it is not there. */
  public String header(String name) {
    return headers.get(name);
  }

  /** Bytes of the payload, or characters if it came as text. */
  public int size() {
    return text == null ? bytes == null ? 0 : bytes.remaining() : text.length();
  }

  /** The payload as text, without a byte order mark. */
  public String asText() {
    String all =
        text != null
            ? text
            : bytes == null ? "" : StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
    return all.startsWith("\uFEFF") ? all.substring(1) : all;
  }

  /** The payload as an array of its own bytes. */
  public byte[] asBytes() {
    if (bytes == null) {
      return text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
    }
    if (bytes.hasArray()
        && bytes.arrayOffset() == 0
        && bytes.position() == 0
        && bytes.remaining() == bytes.array().length) {
      return bytes.array();
    }
    byte[] copy = new byte[bytes.remaining()];
    bytes.duplicate().get(copy);
    return copy;
  }
}

package org.twinsuite.camel.ditto.internal.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.ditto.base.model.headers.contenttype.ContentType;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonParseException;
import org.eclipse.ditto.json.JsonValue;

/**
 * How the {@code value} of a live message represents its content, by Ditto's rule: JSON and text as
 * they are, everything else as Base64. Content types compare without case (RFC 9110, 8.3.1).
 *
 * @param type media type with parameters; {@code null} when there is none, which Ditto takes for
 *     binary
 */
public record MessageContent(String type) {

  /** How content is represented. */
  public enum Kind {
    JSON,
    TEXT,
    BINARY
  }

  /** What the content is, white space around the parameters being of no concern. */
  public Kind kind() {
    ContentType parsed = ContentType.of(type == null ? "" : type.split(";", 2)[0].trim());
    if (parsed.isJson() || parsed.isJsonMergePatch()) {
      return Kind.JSON;
    }
    return parsed.isText() ? Kind.TEXT : Kind.BINARY;
  }

  /**
   * The character set that text is written in.
   *
   * @throws IllegalArgumentException when the parameter {@code charset} names none that is known
   */
  public Charset charset() {
    for (String parameter : type == null ? new String[0] : type.split(";")) {
      String[] parts = parameter.trim().split("=", 2);
      if (parts.length == 2 && parts[0].trim().toLowerCase(Locale.ROOT).equals("charset")) {
        String name = parts[1].trim().replace("\"", "");
        try {
          return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
          throw new IllegalArgumentException(
              "The content type " + type + " names an unknown charset", e);
        }
      }
    }
    return UTF_8;
  }

  /**
   * Bytes as the text they are.
   *
   * @throws IllegalArgumentException when they are not text in the charset
   */
  public String decode(byte[] bytes) {
    Charset charset = kind() == Kind.JSON ? UTF_8 : charset();
    try {
      return charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("The body is not text in " + charset, e);
    }
  }

  /** Binary content as a value. */
  public static JsonValue base64(byte[] bytes) {
    return JsonFactory.newValue(Base64.getEncoder().encodeToString(bytes));
  }

  /**
   * The content of a value as it was received.
   *
   * @param value may be {@code null}
   * @return {@link JsonValue}, String or bytes; {@code null} for none
   */
  public Object read(JsonValue value) {
    if (value == null || value.isNull()) {
      return null;
    }
    if (!value.isString()) {
      return type == null || kind() != Kind.BINARY ? value : value.toString().getBytes(UTF_8);
    }
    String text = value.asString();
    if (!encodedByDitto()) {
      return kind() == Kind.JSON ? json(text).orElse(value) : text;
    }
    byte[] bytes = decodeBase64(text);
    return switch (kind()) {
      case JSON -> parse(new String(bytes, UTF_8)).<Object>map(json -> json).orElse(bytes);
      case TEXT -> new String(bytes, readable());
      case BINARY -> bytes;
    };
  }

  /** Ditto's own reading of the content type, which minds white space and knows merge patches. */
  private boolean encodedByDitto() {
    ContentType asDittoReads = ContentType.of(type == null ? "" : type);
    return asDittoReads.isBinary() || asDittoReads.isJsonMergePatch();
  }

  private Charset readable() {
    try {
      return charset();
    } catch (IllegalArgumentException e) {
      return UTF_8;
    }
  }

  /** Ditto writes a JSON string, quotes included, into the text of the value. */
  private static Optional<JsonValue> json(String text) {
    return text.startsWith("\"") ? parse(text).filter(JsonValue::isString) : Optional.empty();
  }

  private static Optional<JsonValue> parse(String text) {
    try {
      return Optional.of(JsonFactory.readFrom(text));
    } catch (JsonParseException e) {
      return Optional.empty();
    }
  }

  /** As Ditto does: what is not Base64 is taken as it is. */
  private static byte[] decodeBase64(String text) {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      return text.getBytes(UTF_8);
    }
  }
}

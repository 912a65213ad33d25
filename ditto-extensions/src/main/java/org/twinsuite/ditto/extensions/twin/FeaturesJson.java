package org.twinsuite.ditto.extensions.twin;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.ServiceLoader;
import org.eclipse.ditto.json.CborFactory;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonValue;

/**
 * The features of a merge. Written as CBOR and read by Ditto's own factory: a JSON object made with
 * Ditto's builder is turned into CBOR at once, level by level, which takes about twice as long.
 */
final class FeaturesJson {

  private static final CBORFactory WRITER = new CBORFactory();
  private static final CborFactory READER =
      ServiceLoader.load(CborFactory.class, CborFactory.class.getClassLoader())
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("ditto-json-cbor is not on the class path"));

  // names are encoded once
  private static final SerializableString PROPERTIES = new SerializedString("properties");
  private static final SerializableString VALUE = new SerializedString("value");
  private static final SerializableString UNIT = new SerializedString("unit");
  private static final SerializableString QUALITY = new SerializedString("quality");
  private static final SerializableString SEVERITY = new SerializedString("severity");
  private static final SerializableString CODE = new SerializedString("code");
  private static final SerializableString SOURCE = new SerializedString("sourceTimestamp");
  private static final SerializableString SERVER = new SerializedString("serverTimestamp");
  private static final SerializableString RECEIVED = new SerializedString("receivedAt");

  private FeaturesJson() {}

  static JsonObject of(Collection<Point> points, String receivedAt) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256 * points.size());
    try (JsonGenerator out = WRITER.createGenerator(bytes)) {
      out.writeStartObject();
      for (Point point : points) {
        out.writeFieldName(point.tag());
        out.writeStartObject();
        out.writeFieldName(PROPERTIES);
        properties(point, receivedAt, out);
        out.writeEndObject();
      }
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return READER.readFrom(bytes.toByteArray()).asObject();
  }

  /** A measured point; the merge removes the value where the quality is bad. */
  private static void properties(Point point, String receivedAt, JsonGenerator out)
      throws IOException {
    out.writeStartObject();
    out.writeFieldName(VALUE);
    if (point.value() == null || point.quality().isBad()) {
      out.writeNull();
    } else {
      value(point.value(), out);
    }
    if (point.unit() != null) {
      text(out, UNIT, point.unit());
    }
    out.writeFieldName(QUALITY);
    out.writeStartObject();
    text(out, SEVERITY, point.quality().severity());
    text(out, CODE, point.quality().code());
    out.writeEndObject();
    text(out, SOURCE, point.source());
    text(out, SERVER, point.server());
    text(out, RECEIVED, receivedAt);
    out.writeEndObject();
  }

  private static void text(JsonGenerator out, SerializableString name, String value)
      throws IOException {
    out.writeFieldName(name);
    out.writeString(value);
  }

  private static void value(JsonValue value, JsonGenerator out) throws IOException {
    if (value.isString()) {
      out.writeString(value.asString());
    } else if (value.isBoolean()) {
      out.writeBoolean(value.asBoolean());
    } else if (value.isInt()) {
      out.writeNumber(value.asInt());
    } else if (value.isLong()) {
      out.writeNumber(value.asLong());
    } else if (value.isNumber()) {
      out.writeNumber(value.asDouble());
    } else if (value.isArray()) {
      out.writeStartArray();
      for (JsonValue element : value.asArray()) {
        value(element, out);
      }
      out.writeEndArray();
    } else {
      out.writeNull();
    }
  }
}

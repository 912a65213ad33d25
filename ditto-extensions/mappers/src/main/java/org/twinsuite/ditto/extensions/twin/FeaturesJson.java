package org.twinsuite.ditto.extensions.twin;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import org.eclipse.ditto.json.CborFactory;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonField;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonValue;
import org.twinsuite.twin.Quality;
import org.twinsuite.twin.TwinPoint;

/**
 * The features of a merge. A JSON object of Ditto holds its fields and the same as CBOR, and so
 * does each object in it; Ditto's builder encodes every level again. Here all of it is written
 * once, and each object gets its part. Used by one thread at a time.
 */
final class FeaturesJson {

  private static final CBORFactory WRITER = new CBORFactory();
  private static final CborFactory READER =
      ServiceLoader.load(CborFactory.class, CborFactory.class.getClassLoader())
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("ditto-json-cbor is not on the class path"));
  private static final int REMEMBERED = 2_000;

  private static final Text PROPERTIES = Text.of(TwinPoint.PROPERTIES);
  private static final Text VALUE = Text.of(TwinPoint.VALUE);
  private static final Text UNIT = Text.of(TwinPoint.UNIT);
  private static final Text QUALITY = Text.of(TwinPoint.QUALITY);
  private static final Text SEVERITY = Text.of(TwinPoint.SEVERITY);
  private static final Text CODE = Text.of(TwinPoint.CODE);
  private static final Text SOURCE = Text.of(TwinPoint.SOURCE_TIMESTAMP);
  private static final Text SERVER = Text.of(TwinPoint.SERVER_TIMESTAMP);
  private static final Text RECEIVED = Text.of(TwinPoint.RECEIVED_AT);

  /** Gives parts of what was written. */
  private static final class Bytes extends ByteArrayOutputStream {
    Bytes() {
      super(4096);
    }

    byte[] from(int start) {
      return Arrays.copyOfRange(buf, start, count);
    }
  }

  /** A field that mostly has the value it had last. */
  private static final class Repeated {
    private final Text name;
    private Object last;
    private JsonField field;

    Repeated(Text name) {
      this.name = name;
    }

    /**
     * @param same the field of the same object is given again
     */
    JsonField of(Object same, Supplier<JsonValue> value) {
      if (last != same) {
        field = JsonField.newInstance(name.key(), value.get());
        last = same;
      }
      return field;
    }
  }

  private final Repeated quality = new Repeated(QUALITY);
  private final Repeated source = new Repeated(SOURCE);
  private final Repeated server = new Repeated(SERVER);
  private final Repeated received = new Repeated(RECEIVED);
  private final Map<String, Text> known = new HashMap<>();
  private final Bytes bytes = new Bytes();
  // Ditto copies the fields it is given
  private final FieldList features = new FieldList();
  private final FieldList fields = new FieldList();
  private Text lastTime = Text.of("-");

  JsonObject of(Collection<Point> points, String receivedAt) {
    bytes.reset();
    Text received = Text.of(receivedAt);
    features.clear();
    try (CBORGenerator out = WRITER.createGenerator(bytes)) {
      out.writeStartObject(points.size());
      for (Point point : points) {
        Text tag = known(point.tag());
        out.writeFieldName(tag.text());
        put(features, tag, feature(point, received, out));
      }
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return JsonFactory.createJsonObject(features, bytes.toByteArray());
  }

  private JsonObject feature(Point point, Text received, CBORGenerator out) throws IOException {
    int start = position(out);
    out.writeStartObject(1);
    out.writeFieldName(PROPERTIES.text());
    JsonObject properties = properties(point, received, out);
    out.writeEndObject();
    return JsonFactory.createJsonObject(
        Map.of(TwinPoint.PROPERTIES, JsonField.newInstance(PROPERTIES.key(), properties)),
        end(start, out));
  }

  /** A measured point; the merge removes the value where the quality is bad. */
  private JsonObject properties(Point point, Text received, CBORGenerator out) throws IOException {
    fields.clear();
    int start = position(out);
    out.writeStartObject(point.unit() == null ? 5 : 6);
    out.writeFieldName(VALUE.text());
    put(fields, VALUE, value(point, out));
    if (point.unit() != null && point.unit().isEmpty()) {
      out.writeFieldName(UNIT.text());
      out.writeNull();
      put(fields, UNIT, JsonFactory.nullLiteral());
    } else if (point.unit() != null) {
      text(UNIT, known(point.unit()), out);
    }
    out.writeFieldName(QUALITY.text());
    out.writeStartObject(point.quality().code() == null ? 1 : 2);
    out.writeFieldName(SEVERITY.text());
    out.writeString(point.quality().severity().text());
    if (point.quality().code() != null) {
      out.writeFieldName(CODE.text());
      out.writeString(point.quality().code());
    }
    out.writeEndObject();
    put(quality, point.quality());
    text(source, time(point.source()), out);
    text(server, received.is(point.server()) ? received : time(point.server()), out);
    text(this.received, received, out);
    out.writeEndObject();
    return JsonFactory.createJsonObject(fields, end(start, out));
  }

  private void text(Repeated field, Text value, JsonGenerator out) throws IOException {
    out.writeFieldName(field.name.text());
    out.writeString(value.text());
    fields.add(field.name.text().getValue(), field.of(value, value::value));
  }

  private void put(Repeated field, Quality value) {
    fields.add(field.name.text().getValue(), field.of(value, value::json));
  }

  private void text(Text name, Text value, JsonGenerator out) throws IOException {
    out.writeFieldName(name.text());
    out.writeString(value.text());
    put(fields, name, value.value());
  }

  private static void put(FieldList fields, Text name, JsonValue value) {
    fields.add(name.text().getValue(), JsonField.newInstance(name.key(), value));
  }

  private Text known(String text) {
    Text found = known.get(text);
    if (found == null) {
      found = Text.of(text);
      if (known.size() >= REMEMBERED) {
        known.clear();
      }
      known.put(text, found);
    }
    return found;
  }

  /** The points of a message mostly share their times. */
  private Text time(String text) {
    if (!lastTime.is(text)) {
      lastTime = Text.of(text);
    }
    return lastTime;
  }

  private int position(CBORGenerator out) {
    return bytes.size() + out.getOutputBuffered();
  }

  private byte[] end(int start, CBORGenerator out) throws IOException {
    out.flush();
    return bytes.from(start);
  }

  private JsonValue value(Point point, CBORGenerator out) throws IOException {
    if (point.value() == null || point.quality().isBad()) {
      out.writeNull();
      return JsonFactory.nullLiteral();
    }
    JsonValue value = plain(point.value());
    if (!value.isArray()) {
      write(value, out);
      return value;
    }
    int start = position(out);
    write(value, out);
    return READER.readFrom(end(start, out));
  }

  /** Numbers without a fraction as integers: 60 for 60.0. */
  private static JsonValue plain(JsonValue value) {
    return value.isDouble() && value.isInt() ? JsonValue.of(value.asInt()) : value;
  }

  private static void write(JsonValue value, JsonGenerator out) throws IOException {
    if (value.isNull()) { // Ditto's null says that it is an array too
      out.writeNull();
    } else if (value.isString()) {
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
        write(element, out);
      }
      out.writeEndArray();
    } else {
      out.writeNull();
    }
  }
}

package org.twinsuite.connectors.scada;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.twinsuite.twin.IsoInstant;
import org.twinsuite.twin.Quality;
import org.twinsuite.twin.TwinPoint;

/**
 * Signals of one thing that are written together, at most one per feature.
 *
 * @param historical not news: written to the twin it would replace a newer value
 */
public record TwinUpdate(String thing, Collection<Signal> signals, boolean historical) {

  private static final JsonFactory JSON = new JsonFactory();

  public TwinUpdate {
    signals = List.copyOf(signals);
  }

  /** A JSON merge patch of the thing's {@code /features}, in the suite's shape of a point. */
  public String patch() {
    StringWriter text = new StringWriter(256 * signals.size());
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      for (Signal signal : signals) {
        json.writeObjectFieldStart(signal.feature());
        json.writeObjectFieldStart(TwinPoint.PROPERTIES);
        if (signal instanceof TagSample sample) {
          write(json, sample);
        } else if (signal instanceof AlarmState alarm) {
          write(json, alarm);
        }
        json.writeEndObject();
        json.writeEndObject();
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void write(JsonGenerator json, TagSample sample) throws IOException {
    json.writeFieldName(TwinPoint.VALUE);
    value(json, sample.value());
    if (sample.tag().unit() != null) {
      json.writeStringField(TwinPoint.UNIT, sample.tag().unit());
    }
    quality(json, sample.quality());
    time(json, TwinPoint.SOURCE_TIMESTAMP, sample.sourceTimestamp());
    time(json, TwinPoint.SERVER_TIMESTAMP, sample.serverTimestamp());
    time(json, TwinPoint.RECEIVED_AT, sample.receivedAt());
  }

  private static void value(JsonGenerator json, Object value) throws IOException {
    if (value instanceof Double number && Double.isFinite(number)) {
      json.writeNumber(number);
    } else if (value instanceof Boolean flag) {
      json.writeBoolean(flag);
    } else if (value instanceof String text) {
      json.writeString(text);
    } else if (value instanceof List<?> list) {
      json.writeStartArray();
      for (Object element : list) {
        value(json, element);
      }
      json.writeEndArray();
    } else {
      json.writeNull();
    }
  }

  /** The value is the severity while the alarm is active, and 0 when it is not. */
  private static void write(JsonGenerator json, AlarmState alarm) throws IOException {
    json.writeNumberField(TwinPoint.VALUE, alarm.active() ? alarm.severity() : 0);
    json.writeStringField("condition", alarm.condition());
    json.writeBooleanField("active", alarm.active());
    json.writeBooleanField("acknowledged", alarm.acknowledged());
    if (alarm.confirmed() != null) {
      json.writeBooleanField("confirmed", alarm.confirmed());
    }
    json.writeBooleanField("retain", alarm.retain());
    json.writeNumberField("severity", alarm.severity());
    json.writeStringField("message", alarm.message());
    json.writeStringField("sourceName", alarm.sourceName());
    quality(json, alarm.quality());
    time(json, TwinPoint.SOURCE_TIMESTAMP, alarm.sourceTimestamp());
    time(json, TwinPoint.RECEIVED_AT, alarm.receivedAt());
  }

  private static void quality(JsonGenerator json, Quality quality) throws IOException {
    json.writeObjectFieldStart(TwinPoint.QUALITY);
    json.writeStringField(TwinPoint.SEVERITY, quality.severity().text());
    json.writeStringField(TwinPoint.CODE, quality.code());
    json.writeEndObject();
  }

  private static void time(JsonGenerator json, String name, Instant time) throws IOException {
    json.writeStringField(name, text(time));
  }

  /** Null for a time that a twin cannot hold. */
  private static String text(Instant time) {
    try {
      return time == null ? null : IsoInstant.format(time);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}

package org.twinsuite.ditto.extensions.senml;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.eclipse.ditto.json.JsonValue;
import org.twinsuite.ditto.extensions.sample.PayloadError;

/** Reads one SenML pack from JSON or CBOR and resolves its records. For one use. */
final class PackReader {

  /** A record that cannot be used. */
  record Problem(String field, String reason) {}

  /** The records that have a value or a sum, and those that cannot be used. */
  record Pack(List<Resolved> records, List<Problem> problems) {}

  /** Times below this are relative to now (RFC 8428, 4.5.3). */
  private static final double RELATIVE = 1 << 28;

  private static final int VERSION = 10;

  private final JsonParser in;
  private final boolean cbor;
  private final long now;
  private final List<Resolved> records = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private int index;

  private String baseName = "";
  private double baseTime;
  private String baseUnit;
  private double baseValue;
  private double baseSum;

  PackReader(JsonParser in, boolean cbor, long now) {
    this.in = in;
    this.cbor = cbor;
    this.now = now;
  }

  /**
   * Reads the pack to its end.
   *
   * @throws PayloadError if the pack is broken or asks for what we do not know
   */
  Pack read() throws IOException {
    if (in.nextToken() != JsonToken.START_ARRAY) {
      throw error("(payload)", "a SenML pack is an array", "Send an array of records");
    }
    for (JsonToken token = in.nextToken(); token != JsonToken.END_ARRAY; token = in.nextToken()) {
      if (token != JsonToken.START_OBJECT) {
        throw error("[" + index + "]", "a record is an object", "Send an array of objects");
      }
      record();
      index++;
    }
    return new Pack(records, problems);
  }

  private void record() throws IOException {
    String name = "";
    String unit = null;
    double number = Double.NaN;
    JsonValue other = null;
    double sum = Double.NaN;
    double time = 0;
    int values = 0;
    boolean own = false;
    for (String field = in.nextFieldName(); field != null; field = in.nextFieldName()) {
      in.nextToken();
      Label label = Label.of(field, cbor);
      if (label == null) {
        if (field.endsWith("_")) {
          throw error(
              at(field),
              "must be understood and is not",
              "Send the pack without it: the mapper knows the fields of RFC 8428");
        }
        in.skipChildren();
        continue;
      }
      switch (label) {
        case BASE_VERSION -> {
          int version = (int) number(label);
          if (version > VERSION) {
            throw error(at(label.json), "version " + version + " is not known", "Send version 10");
          }
        }
        case BASE_NAME -> baseName = text(label);
        case BASE_TIME -> baseTime = number(label);
        case BASE_UNIT -> baseUnit = text(label);
        case BASE_VALUE -> baseValue = number(label);
        case BASE_SUM -> baseSum = number(label);
        case NAME -> {
          name = text(label);
          own = true;
        }
        case UNIT -> {
          unit = text(label);
          own = true;
        }
        case VALUE -> {
          number = number(label);
          values++;
        }
        case STRING_VALUE -> {
          other = JsonValue.of(text(label));
          values++;
        }
        case BOOLEAN_VALUE -> {
          if (!in.currentToken().isBoolean()) {
            throw error(at(label.json), "is no boolean", "Send true or false");
          }
          other = JsonValue.of(in.getBooleanValue());
          values++;
        }
        case DATA_VALUE -> {
          other = JsonValue.of(data());
          values++;
        }
        case SUM -> sum = number(label);
        case TIME -> {
          time = number(label);
          own = true;
        }
        case UPDATE_TIME -> number(label); // a promise of the next one, not part of this sample
      }
    }
    if (values == 0 && Double.isNaN(sum)) {
      if (own) {
        problems.add(
            new Problem("[" + index + "]", "record '" + baseName + name + "' has no value"));
      }
      return;
    }
    String full = baseName + name;
    String bad = values > 1 ? "record '" + full + "' has several values" : Names.problem(full);
    if (bad != null) {
      problems.add(new Problem("[" + index + "]", bad));
      return;
    }
    JsonValue value = values == 0 ? null : other != null ? other : JsonValue.of(number + baseValue);
    records.add(
        new Resolved(full, unit == null ? baseUnit : unit, value, sum + baseSum, millis(time)));
  }

  private long millis(double time) {
    double seconds = baseTime + time;
    return seconds < RELATIVE ? now + Math.round(seconds * 1000) : Math.round(seconds * 1000);
  }

  private double number(Label label) throws IOException {
    if (!in.currentToken().isNumeric()) {
      throw error(at(label.json), "is no number", "Send a number");
    }
    double value = in.getDoubleValue();
    if (!Double.isFinite(value)) {
      throw error(at(label.json), "is not finite", "Leave the record out");
    }
    return value;
  }

  private String text(Label label) throws IOException {
    if (in.currentToken() != JsonToken.VALUE_STRING) {
      throw error(at(label.json), "is no text", "Send a text");
    }
    return in.getText();
  }

  /**
   * Base64 for URLs without padding, in CBOR the bytes themselves; in the twin always the former.
   */
  private String data() throws IOException {
    if (in.currentToken() == JsonToken.VALUE_EMBEDDED_OBJECT) {
      return Base64.getUrlEncoder().withoutPadding().encodeToString(in.getBinaryValue());
    }
    String data = text(Label.DATA_VALUE);
    try {
      Base64.getUrlDecoder().decode(data);
      return data;
    } catch (IllegalArgumentException e) {
      throw error(at("vd"), "is no base64 for URLs", "Encode the data as RFC 8428, 4.3, says");
    }
  }

  private String at(String field) {
    return "[" + index + "]." + field;
  }

  private static PayloadError error(String field, String reason, String fix) {
    return new PayloadError(field, reason, fix);
  }
}

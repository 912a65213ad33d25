package org.twinsuite.ditto.extensions.senml;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.eclipse.ditto.json.JsonValue;
import org.twinsuite.ditto.extensions.sample.PayloadError;

/** Reads one SenML pack from JSON or CBOR and resolves its records. For one use. */
final class PackReader {

  /** A record, or a part of it, that cannot be used. */
  record Problem(String field, String reason, String fix) {}

  /** The records that have a value or a sum, and those that cannot be used. */
  record Pack(List<Resolved> records, List<Problem> problems) {}

  private static final int MAX_RECORDS = 50_000;
  private static final int MAX_PROBLEMS = 1_000;

  /** Times below this are relative to now (RFC 8428, 4.5.3). */
  private static final double RELATIVE = 1 << 28;

  private static final int VERSION = 10;
  private static final String ONE_VALUE =
      "Send each record with a name and exactly one of v, vs, vb, vd, or s";

  private final JsonParser in;
  private final boolean cbor;
  private final long now;
  private final List<Resolved> records = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private final Map<Label, Object> base = new EnumMap<>(Label.class);
  private final Map<Label, Object> fields = new EnumMap<>(Label.class);
  private int index;
  private int values;
  private Label valueLabel;

  /** A base field that could not be read: what rests on it cannot be resolved. */
  private Problem broken;

  private Label brokenLabel;

  PackReader(JsonParser in, boolean cbor, long now) {
    this.in = in;
    this.cbor = cbor;
    this.now = now;
  }

  /**
   * Reads the pack to its end.
   *
   * @throws PayloadError if the pack is broken or asks for what is not known here
   */
  Pack read() throws IOException {
    if (in.nextToken() != JsonToken.START_ARRAY) {
      throw new PayloadError("(payload)", "a SenML pack is an array", "Send an array of records");
    }
    for (JsonToken token = in.nextToken(); token != JsonToken.END_ARRAY; token = in.nextToken()) {
      if (token == null || records.size() >= MAX_RECORDS) {
        throw new PayloadError(
            "[" + index + "]",
            token == null
                ? "the pack ends within its array"
                : "more than " + MAX_RECORDS + " records",
            "Send whole packs, or smaller ones");
      }
      if (token == JsonToken.START_OBJECT) {
        record();
      } else {
        in.skipChildren();
        problem(null, "a record is an object", "Send an array of objects");
      }
      index++;
    }
    return new Pack(records, problems);
  }

  private void record() throws IOException {
    fields.clear();
    values = 0;
    Problem problem = null;
    for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
      in.nextToken();
      Label label = Label.of(name, cbor);
      if (label == null) {
        if (name.endsWith("_")) {
          throw new PayloadError(
              at(name),
              "must be understood and is not known here",
              "Send the pack without it: the mapper knows the fields of RFC 8428");
        }
        in.skipChildren();
        continue;
      }
      try {
        take(label);
      } catch (IllegalArgumentException e) {
        in.skipChildren();
        Problem found = new Problem(at(label.json), e.getMessage(), fix(label));
        problem = problem == null ? found : problem;
        if (label.isBase()) {
          broken = found;
          brokenLabel = label;
        }
      }
    }
    resolve(problem);
  }

  /** Reads the value of a field. */
  private void take(Label label) throws IOException {
    Object value =
        switch (label) {
          case BASE_NAME, BASE_UNIT, NAME, UNIT, STRING_VALUE -> text();
          case BOOLEAN_VALUE -> bool();
          case DATA_VALUE -> data();
          default -> number();
        };
    if (label == Label.BASE_VERSION && (double) value > VERSION) {
      throw new PayloadError(
          at(label.json), "version " + (long) (double) value + " is not known", "Send version 10");
    }
    if (!label.isBase()) {
      if (label.isValue() && fields.put(label, value) == null) {
        values++;
        valueLabel = label;
      } else {
        fields.put(label, value);
      }
    } else {
      base.put(label, value);
      if (label == brokenLabel) {
        broken = null;
      }
    }
  }

  private void resolve(Problem problem) {
    if (problem != null) {
      add(problem);
      return;
    }
    boolean own =
        fields.containsKey(Label.NAME)
            || fields.containsKey(Label.UNIT)
            || fields.containsKey(Label.TIME);
    boolean hasSum = fields.containsKey(Label.SUM);
    if (values == 0 && !hasSum && !own) {
      return; // base fields for the records that follow
    }
    String name =
        (String) base.getOrDefault(Label.BASE_NAME, "")
            + (String) fields.getOrDefault(Label.NAME, "");
    if (broken != null) {
      problem(null, "rests on " + broken.field() + ", which " + broken.reason(), broken.fix());
      return;
    }
    String wrong =
        values > 1 ? "record '" + Names.shown(name) + "' has several values" : Names.problem(name);
    JsonValue value = value(values == 0 ? null : valueLabel);
    double sum = sum(hasSum, value);
    if (wrong == null && value == null && Double.isNaN(sum)) {
      wrong = "record '" + Names.shown(name) + "' has no value";
    }
    double time = number(base, Label.BASE_TIME) + number(fields, Label.TIME);
    if (wrong == null && value != null && value.isNumber() && !Double.isFinite(value.asDouble())) {
      wrong = "record '" + Names.shown(name) + "' is not finite with its base value";
    }
    if (wrong != null) {
      problem(null, wrong, ONE_VALUE);
      return;
    }
    String unit = (String) fields.getOrDefault(Label.UNIT, base.get(Label.BASE_UNIT));
    records.add(new Resolved("[" + index + "]", name, unit, value, sum, millis(time)));
  }

  /**
   * Of value and base value, and of sum and base sum, a missing one is zero (RFC 8428, 4.5.4); both
   * missing, there is none.
   *
   * @param label the record's value field; {@code null} without
   */
  private JsonValue value(Label label) {
    boolean based = base.containsKey(Label.BASE_VALUE) && !fields.containsKey(Label.SUM);
    if (label == Label.VALUE || label == null && based) {
      return JsonValue.of(number(fields, Label.VALUE) + number(base, Label.BASE_VALUE));
    }
    return label == null ? null : JsonValue.of(fields.get(label));
  }

  private double sum(boolean hasSum, JsonValue value) {
    boolean based = base.containsKey(Label.BASE_SUM) && (value == null || value.isNumber());
    return hasSum || based ? number(fields, Label.SUM) + number(base, Label.BASE_SUM) : Double.NaN;
  }

  private static double number(Map<Label, Object> from, Label label) {
    return (double) from.getOrDefault(label, 0.0);
  }

  private long millis(double seconds) {
    return seconds < RELATIVE ? now + Math.round(seconds * 1000) : Math.round(seconds * 1000);
  }

  private double number() throws IOException {
    if (!in.currentToken().isNumeric()) {
      throw new IllegalArgumentException("is not a number");
    }
    double value = in.getDoubleValue();
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("is not finite");
    }
    return value;
  }

  private String text() throws IOException {
    if (in.currentToken() != JsonToken.VALUE_STRING) {
      throw new IllegalArgumentException("is not a text");
    }
    return in.getText();
  }

  private boolean bool() throws IOException {
    if (!in.currentToken().isBoolean()) {
      throw new IllegalArgumentException("is not a boolean");
    }
    return in.getBooleanValue();
  }

  /**
   * Base64 for URLs without padding, in CBOR the bytes themselves; in the twin always the former.
   */
  private String data() throws IOException {
    if (in.currentToken() == JsonToken.VALUE_EMBEDDED_OBJECT) {
      return Base64.getUrlEncoder().withoutPadding().encodeToString(in.getBinaryValue());
    }
    String data = text();
    try {
      Base64.getUrlDecoder().decode(data);
      return data;
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("is not valid base64 for URLs", e);
    }
  }

  private static String fix(Label label) {
    return switch (label) {
      case BASE_NAME, BASE_UNIT, NAME, UNIT, STRING_VALUE -> "Send a text";
      case BOOLEAN_VALUE -> "Send true or false";
      case DATA_VALUE -> "Encode the data as RFC 8428, 4.3, says";
      default -> "Send a finite number, or leave the record out";
    };
  }

  private void problem(String field, String reason, String fix) {
    add(new Problem(field == null ? "[" + index + "]" : at(field), reason, fix));
  }

  private void add(Problem problem) {
    if (problems.size() < MAX_PROBLEMS) {
      problems.add(problem);
    }
  }

  private String at(String field) {
    return "[" + index + "]." + (field.length() > 20 ? field.substring(0, 20) : field);
  }
}

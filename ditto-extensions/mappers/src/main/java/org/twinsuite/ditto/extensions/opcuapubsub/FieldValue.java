package org.twinsuite.ditto.extensions.opcuapubsub;

import static org.twinsuite.ditto.extensions.opcuapubsub.MetaData.member;

import java.util.Optional;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonValue;
import org.twinsuite.ditto.extensions.sample.Sample;
import org.twinsuite.twin.IsoInstant;
import org.twinsuite.twin.Quality;

/**
 * A field of a data set message in one of the three encodings of Part 14, 7.2.5.4: raw data,
 * Variant ({@code Type}/{@code Body}, since 1.05 {@code UaType}/{@code Value}) or DataValue.
 *
 * @param value {@code null} if there is none
 * @param quality {@code null} if the field does not tell
 * @param source source time in milliseconds; {@link Sample#UNKNOWN} if the field does not tell
 * @param server server time in milliseconds; {@link Sample#UNKNOWN} if the field does not tell
 */
record FieldValue(JsonValue value, Quality quality, long source, long server) {

  /**
   * @throws IllegalArgumentException if it is none of them; says why
   */
  static FieldValue of(JsonValue field) {
    if (!field.isObject()) {
      return new FieldValue(scalar(field), null, Sample.UNKNOWN, Sample.UNKNOWN);
    }
    JsonObject object = field.asObject();
    if (member(object, "Type").isPresent() && member(object, "Body").isPresent()) {
      return new FieldValue(variant(field), null, Sample.UNKNOWN, Sample.UNKNOWN);
    }
    Optional<JsonValue> status =
        member(object, "StatusCode").or(() -> member(object, "Status")).filter(s -> !s.isNull());
    Optional<JsonValue> value = member(object, "Value");
    long source = time(object, "SourceTimestamp");
    long server = time(object, "ServerTimestamp");
    if (value.isEmpty()
        && status.isEmpty()
        && source == Sample.UNKNOWN
        && server == Sample.UNKNOWN) {
      throw new IllegalArgumentException("a structure is not one value of a point");
    }
    return new FieldValue(
        value.map(FieldValue::variant).orElse(null),
        status.map(StatusCodes::of).orElse(null),
        source,
        server);
  }

  /** What stands in a variant; raw values stand for themselves. */
  private static JsonValue variant(JsonValue value) {
    if (!value.isObject()) {
      return scalar(value);
    }
    JsonObject object = value.asObject();
    Optional<JsonValue> body = member(object, "Body").or(() -> member(object, "Value"));
    if (body.isEmpty()) {
      throw new IllegalArgumentException("a structure is not one value of a point");
    }
    if (member(object, "Dimensions").isPresent()) {
      throw new IllegalArgumentException("a matrix is not one value of a point");
    }
    // Int64 and UInt64 are texts in JSON (Part 6, 5.4.2.3)
    int type =
        member(object, "Type")
            .or(() -> member(object, "UaType"))
            .filter(JsonValue::isNumber)
            .map(JsonValue::asInt)
            .orElse(0);
    JsonValue inner = body.get();
    if ((type == 8 || type == 9) && inner.isString()) {
      return integer(inner.asString());
    }
    if (type == 19) {
      return scalar(inner.isNumber() ? JsonValue.of(StatusCodes.of(inner).code()) : inner);
    }
    return scalar(inner);
  }

  private static JsonValue integer(String text) {
    try {
      return JsonValue.of(Long.parseLong(text));
    } catch (NumberFormatException e) {
      try {
        return JsonValue.of(Double.parseDouble(text));
      } catch (NumberFormatException no) {
        throw new IllegalArgumentException("'" + text + "' is no integer", no);
      }
    }
  }

  private static JsonValue scalar(JsonValue value) {
    if (value.isNull()) {
      return null;
    }
    if (value.isObject()) {
      throw new IllegalArgumentException("a structure is not one value of a point");
    }
    return value;
  }

  private static long time(JsonObject object, String name) {
    Optional<JsonValue> text = member(object, name).filter(JsonValue::isString);
    if (text.isEmpty()) {
      return Sample.UNKNOWN;
    }
    long time = IsoInstant.parse(text.get().asString());
    if (time == Sample.UNKNOWN) {
      throw new IllegalArgumentException(
          name + " '" + text.get().asString() + "' is no ISO 8601 time");
    }
    return time;
  }
}

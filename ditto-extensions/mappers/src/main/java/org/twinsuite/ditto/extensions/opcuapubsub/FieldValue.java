package org.twinsuite.ditto.extensions.opcuapubsub;

import static org.twinsuite.ditto.extensions.opcuapubsub.JsonMembers.isObject;
import static org.twinsuite.ditto.extensions.opcuapubsub.JsonMembers.member;
import static org.twinsuite.ditto.extensions.opcuapubsub.JsonMembers.present;

import java.util.Optional;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonValue;
import org.twinsuite.ditto.extensions.sample.Sample;
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

  private static final Quality NOT_FINITE = Quality.bad("NotFinite");

  /**
   * Reads a field.
   *
   * @param declared built-in type by the metadata; {@link BuiltInType#NONE} if that is not known
   * @throws IllegalArgumentException if it is none of them; says why
   */
  static FieldValue of(JsonValue field, int declared) {
    if (!isObject(field) || !isDataValue(field.asObject())) {
      return of(VariantValue.of(field, declared), null, Sample.UNKNOWN, Sample.UNKNOWN);
    }
    JsonObject object = field.asObject();
    Quality quality =
        present(object, "StatusCode")
            .or(() -> present(object, "Status"))
            .map(StatusCodes::of)
            .orElse(null);
    Optional<JsonValue> value = member(object, "Value");
    // in 1.05 the type may be beside the value
    int type = JsonMembers.integer(object, "UaType").orElse(declared);
    return of(
        value.map(inner -> VariantValue.of(inner, type)).orElse(new VariantValue(null, true)),
        quality,
        Times.of(object, "SourceTimestamp"),
        Times.of(object, "ServerTimestamp"));
  }

  private static FieldValue of(VariantValue value, Quality quality, long source, long server) {
    boolean replaced = !value.finite() && (quality == null || !quality.isBad());
    return new FieldValue(value.value(), replaced ? NOT_FINITE : quality, source, server);
  }

  /** A DataValue has a status or a time, or nothing but a value. */
  private static boolean isDataValue(JsonObject object) {
    boolean variant = member(object, "Type").isPresent() && member(object, "Body").isPresent();
    return !variant
        && (member(object, "StatusCode").isPresent()
            || member(object, "Status").isPresent()
            || member(object, "SourceTimestamp").isPresent()
            || member(object, "ServerTimestamp").isPresent()
            || member(object, "Value").isPresent() && object.getSize() == 1);
  }
}

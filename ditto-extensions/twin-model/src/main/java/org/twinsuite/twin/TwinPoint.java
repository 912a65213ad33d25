package org.twinsuite.twin;

import java.time.Instant;
import java.util.Collection;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonKey;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonObjectBuilder;
import org.eclipse.ditto.json.JsonValue;

/**
 * A sample of a measured point, as a twin holds it: the properties of one feature.
 *
 * @param feature feature id
 * @param value number, text, truth value or array; {@code null} if there is none. Not written while
 *     the quality is bad
 * @param unit UCUM code; {@code null} if the source does not say, then the twin keeps the unit it
 *     has; {@link #UNKNOWN_UNIT} if what it says is not understood, then the twin has none
 * @param quality how far the value can be trusted
 * @param sourceTimestamp when it was measured; {@code null} when nothing was, as the connection is
 *     lost
 * @param serverTimestamp when a gateway or server had it; {@code null} if that is not known
 * @param receivedAt when it was received here
 * @param more further properties, such as those of an alarm; they win over the ones above. {@code
 *     null} if there are none
 */
public record TwinPoint(
    String feature,
    JsonValue value,
    String unit,
    Quality quality,
    Instant sourceTimestamp,
    Instant serverTimestamp,
    Instant receivedAt,
    JsonObject more) {

  /** The source names a unit that is not known: in another one the value would be false. */
  public static final String UNKNOWN_UNIT = "";

  public static final String PROPERTIES = "properties";
  public static final String VALUE = "value";
  public static final String UNIT = "unit";
  public static final String QUALITY = "quality";
  public static final String SEVERITY = "severity";
  public static final String CODE = "code";
  public static final String SOURCE_TIMESTAMP = "sourceTimestamp";
  public static final String SERVER_TIMESTAMP = "serverTimestamp";
  public static final String RECEIVED_AT = "receivedAt";

  /** A point without further properties. */
  public TwinPoint(
      String feature,
      JsonValue value,
      String unit,
      Quality quality,
      Instant sourceTimestamp,
      Instant serverTimestamp,
      Instant receivedAt) {
    this(feature, value, unit, quality, sourceTimestamp, serverTimestamp, receivedAt, null);
  }

  /** The properties of the feature. */
  public JsonObject properties() {
    JsonObjectBuilder json = JsonObject.newBuilder();
    json.set(VALUE, value == null || quality.isBad() ? JsonFactory.nullLiteral() : value);
    if (unit != null) {
      json.set(UNIT, unit.isEmpty() ? JsonFactory.nullLiteral() : JsonValue.of(unit));
    }
    json.set(QUALITY, quality.json());
    time(json, SOURCE_TIMESTAMP, sourceTimestamp);
    time(json, SERVER_TIMESTAMP, serverTimestamp);
    time(json, RECEIVED_AT, receivedAt);
    if (more != null) {
      json.setAll(more);
    }
    return json.build();
  }

  private static void time(JsonObjectBuilder json, String name, Instant time) {
    if (time != null) {
      json.set(name, IsoInstant.format(time));
    }
  }

  /**
   * A merge patch of a thing's {@code /features}.
   *
   * @param points at most one of each feature
   */
  public static JsonObject features(Collection<TwinPoint> points) {
    JsonObjectBuilder features = JsonObject.newBuilder();
    for (TwinPoint point : points) {
      features.set(
          JsonKey.of(point.feature()),
          JsonObject.newBuilder().set(PROPERTIES, point.properties()).build());
    }
    return features.build();
  }
}

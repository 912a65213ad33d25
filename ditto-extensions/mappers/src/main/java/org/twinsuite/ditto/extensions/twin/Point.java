package org.twinsuite.ditto.extensions.twin;

import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonObjectBuilder;
import org.eclipse.ditto.json.JsonValue;
import org.twinsuite.twin.Quality;
import org.twinsuite.twin.RqlCondition;

/**
 * A sample as it goes into the twin.
 *
 * @param value {@code null} if there is none
 * @param unit UCUM code of the value; {@code null} and empty as in {@link
 *     org.twinsuite.twin.TwinPoint}
 * @param source the source time as text
 * @param server the server time as text
 */
record Point(
    String tag,
    JsonValue value,
    String unit,
    Quality quality,
    long sourceTime,
    String source,
    String server,
    boolean historical) {

  /** RQL: true if the twin has no newer sample. */
  String condition() {
    return RqlCondition.sameOrNewer(tag, source, null);
  }

  /** As an element of a list of samples. */
  JsonObject listed(String receivedAt) {
    JsonObjectBuilder json =
        JsonObject.newBuilder()
            .set("feature", tag)
            .set("value", value == null ? JsonFactory.nullLiteral() : value);
    if (unit != null && !unit.isEmpty()) {
      json.set("unit", unit);
    }
    return json.set("quality", quality.json())
        .set("sourceTimestamp", source)
        .set("serverTimestamp", server)
        .set("receivedAt", receivedAt)
        .build();
  }
}

package org.twinsuite.camel.ditto;

import java.time.Instant;
import java.util.Objects;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonValue;

/**
 * One change of one twin, as Ditto persisted it.
 *
 * @param thingId {@code namespace:name}
 * @param path JSON pointer below the thing, {@code /} for the whole thing
 * @param action {@code created}, {@code modified}, {@code merged} or {@code deleted}; a merge
 *     carries the merge patch (RFC 7396) at {@code path}, not the merged result
 * @param value the new value at {@code path}; {@code null} when deleted
 * @param revision revision of the thing after the change; each change of a thing has its own
 * @param timestamp when Ditto applied the change; {@code null} when Ditto did not say
 * @param extra the subscribed extra fields; {@code null} when none were asked for and always {@code
 *     null} on changes fetched from history
 * @param correlationId of the command that caused the change; {@code null} when unknown
 */
public record TwinChange(
    String thingId,
    String path,
    String action,
    JsonValue value,
    long revision,
    Instant timestamp,
    JsonObject extra,
    String correlationId) {

  public static final String CREATED = "created";
  public static final String MODIFIED = "modified";
  public static final String MERGED = "merged";
  public static final String DELETED = "deleted";

  public TwinChange {
    Objects.requireNonNull(thingId, "thingId");
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(action, "action");
    if (revision < 1) {
      throw new IllegalArgumentException("revision must be at least 1 but is " + revision);
    }
  }
}

package org.twinsuite.ditto.extensions.sample;

import org.eclipse.ditto.json.JsonValue;
import org.twinsuite.twin.IsoInstant;
import org.twinsuite.twin.Quality;

/**
 * One value of one measured point.
 *
 * @param thing thing id, {@code namespace:name}
 * @param tag the source's name of the point
 * @param value the value; {@code null} if there is none, then the quality says why
 * @param unit what the source says about the unit; {@code null} if it says nothing
 * @param quality how far the value can be trusted
 * @param sourceTime when it was measured, milliseconds since 1970; {@link #UNKNOWN} if the payload
 *     does not tell
 * @param serverTime when the gateway passed it on; {@link #UNKNOWN} if the payload does not tell
 * @param historical whether the source itself says that this is not the current value
 */
public record Sample(
    String thing,
    String tag,
    JsonValue value,
    SourceUnit unit,
    Quality quality,
    long sourceTime,
    long serverTime,
    boolean historical) {

  /** A time that is not known. */
  public static final long UNKNOWN = IsoInstant.UNKNOWN;
}

package org.twinsuite.connectors.scada;

import java.util.Map;

/**
 * A point of a control system and the feature of a thing it feeds.
 *
 * @param source name of the connection it is read from
 * @param address the point in the source's own terms, such as {@code ns=2;s=P101.Vibration}
 * @param thing thing id
 * @param feature feature id
 * @param unit UCUM code, or null
 * @param deadband smallest change that is reported, in the source's units before scaling; 0 reports
 *     every change
 * @param scale multiplies numbers
 * @param offset added after scaling
 * @param intervalMillis how often it is sampled; 0 as often as the source reports
 * @param write bounds for writing back, in the twin's units; null forbids it
 * @param options what only this kind of source knows, such as {@code type}
 * @param line line in the tag map, for messages
 */
public record Tag(
    String source,
    String address,
    String thing,
    String feature,
    String unit,
    double deadband,
    double scale,
    double offset,
    int intervalMillis,
    WriteBounds write,
    Map<String, String> options,
    int line) {

  public Tag {
    options = Map.copyOf(options);
  }

  /** A number as it is, for reading only. */
  public static Tag of(String source, String address, String thing, String feature) {
    return new Tag(source, address, thing, feature, null, 0, 1, 0, 0, null, Map.of(), 0);
  }

  /** Where in the map it is, for messages. */
  public String place() {
    return "line " + line + ": tag '" + address + "'";
  }

  /**
   * From the source's value to the twin's: numbers scaled, those in lists too; booleans and texts
   * as they are, null stays null.
   */
  public Object toTwin(Object raw) {
    return TwinValue.scaled(raw, scale, offset);
  }

  /**
   * From the twin's value to the source's.
   *
   * @throws IllegalArgumentException if writing is not allowed or the value is out of bounds
   */
  public double toSource(double value) {
    if (write == null) {
      throw new IllegalArgumentException(
          "tag " + address + " (line " + line + ") is not writable: give it write: {min, max}");
    }
    if (!(value >= write.min() && value <= write.max())) {
      throw new IllegalArgumentException(
          "tag %s: %s is outside %s to %s".formatted(address, value, write.min(), write.max()));
    }
    return (value - offset) / scale;
  }
}

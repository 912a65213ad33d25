package org.twinsuite.connectors.scada;

/**
 * What may be written to a tag, in the twin's units.
 *
 * @param min smallest value, included
 * @param max largest value, included
 * @param step largest change from the current value in one write; infinite if any will do
 * @param perMinute most writes in any minute
 * @param tolerance how far the value read back may be from the one written
 */
public record WriteBounds(double min, double max, double step, int perMinute, double tolerance) {

  public static final int DEFAULT_PER_MINUTE = 6;
  public static final double DEFAULT_TOLERANCE = 1e-6;

  public WriteBounds(double min, double max) {
    this(min, max, Double.POSITIVE_INFINITY, DEFAULT_PER_MINUTE, DEFAULT_TOLERANCE);
  }
}

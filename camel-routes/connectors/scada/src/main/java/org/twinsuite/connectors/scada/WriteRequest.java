package org.twinsuite.connectors.scada;

/**
 * A set point to be written.
 *
 * @param reference of the action that asks for it, for the record
 * @param tag where to
 * @param value in the twin's units
 * @param onlyIf what the present value must lie within, so that no later change is overwritten;
 *     null for no condition
 */
public record WriteRequest(String reference, Tag tag, double value, Range onlyIf) {

  /** Both ends included. */
  public record Range(double min, double max) {
    boolean holds(double value) {
      return value >= min && value <= max;
    }
  }
}

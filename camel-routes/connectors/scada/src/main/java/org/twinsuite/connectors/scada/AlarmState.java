package org.twinsuite.connectors.scada;

import java.time.Instant;
import org.twinsuite.twin.Quality;

/**
 * The state of one alarm (OPC UA Part 9, acknowledgeable conditions).
 *
 * @param point where it comes from and where it goes
 * @param condition name of the condition
 * @param active the reason for the alarm is there
 * @param acknowledged somebody has seen it
 * @param confirmed somebody has dealt with it; null if the source does not ask for it
 * @param retain still of interest; false once the alarm is over and acknowledged
 * @param severity 1 (lowest) to 1000
 * @param message the source's words; null if it gave none
 * @param sourceName what the alarm is about, in the source's words; null if it does not say
 * @param quality of the value behind the alarm
 * @param sourceTimestamp when the state was entered; null if the source does not say
 * @param receivedAt when it was received here
 * @param handle what {@link Alarms#acknowledge} needs; opaque
 */
public record AlarmState(
    AlarmPoint point,
    String condition,
    boolean active,
    boolean acknowledged,
    Boolean confirmed,
    boolean retain,
    int severity,
    String message,
    String sourceName,
    Quality quality,
    Instant sourceTimestamp,
    Instant receivedAt,
    Object handle)
    implements Signal {

  @Override
  public AlarmState at(Instant time) {
    return new AlarmState(
        point,
        condition,
        active,
        acknowledged,
        confirmed,
        retain,
        severity,
        message,
        sourceName,
        quality,
        time,
        receivedAt,
        handle);
  }

  @Override
  public long bytes() {
    return 512 + 2L * length(condition) + 2L * length(message) + 2L * length(sourceName);
  }

  private static int length(String text) {
    return text == null ? 0 : text.length();
  }

  @Override
  public String thing() {
    return point.thing();
  }

  @Override
  public String feature() {
    return point.feature();
  }
}

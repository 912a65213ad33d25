package org.twinsuite.connectors.scada;

import java.time.Instant;

/** What a control system reports: the value of a point or the state of an alarm. */
public sealed interface Signal permits TagSample, AlarmState {

  /** Thing id it belongs to. */
  String thing();

  /** Feature it belongs to. */
  String feature();

  /** When it was measured or happened; null if the source does not say. */
  Instant sourceTimestamp();

  /** When it was received here. */
  Instant receivedAt();

  /** The same with another source time. */
  Signal at(Instant sourceTimestamp);

  /** About as much memory as it takes. */
  long bytes();
}

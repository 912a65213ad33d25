package org.twinsuite.connectors.scada;

import org.twinsuite.connectors.RejectedByTarget;
import org.twinsuite.connectors.RetryableFailure;

/** A connection that also reports alarms; see {@link TagConnection#alarms()}. */
public interface Alarms {

  /**
   * Says that somebody has seen the alarm. The control system reports the new state.
   *
   * @param alarm the state that was seen; a newer one is not acknowledged by it
   * @param comment kept by the control system; null for none
   * @throws RejectedByTarget if the control system refuses, such as {@code
   *     Bad_ConditionBranchAlreadyAcked}
   * @throws RetryableFailure if it cannot be reached
   */
  void acknowledge(AlarmState alarm, String comment);
}

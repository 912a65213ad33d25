package org.twinsuite.sandbox.plant;

import java.time.Instant;
import java.util.Objects;

/**
 * Ground truth about one fault of one thing. Only the plant knows it; nothing of it is ever sent.
 *
 * @param mode failure mode, e.g. {@code bearing-wear}
 * @param instrument true if only a sensor is at fault and the machine itself runs on
 * @param onset when it begins; null where a recorded data set does not tell
 * @param failure when the machine (or the sensor) fails unless it is repaired before
 */
public record Fault(
    String thingId, String mode, boolean instrument, Instant onset, Instant failure) {

  public Fault {
    Objects.requireNonNull(thingId, "thingId");
    Objects.requireNonNull(mode, "mode");
    Objects.requireNonNull(failure, "failure");
    if (onset != null && onset.isAfter(failure)) {
      throw new IllegalArgumentException(thingId + ": onset " + onset + " after " + failure);
    }
  }
}
